import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The years that have a partition of their own; what is older or later shares one. */
const FIRST_YEAR = 2015;
const LAST_YEAR = 2045;

/**
 * What can be found. Kept by triggers, in the transaction of the post itself: whoever writes, deletes,
 * moves or imports, in whichever way, search never shows what is gone and never misses what is there.
 */
export class Search1764036000000 implements MigrationInterface {
  readonly name = 'Search1764036000000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      create table topic_search (
        topic_id bigint constraint topic_search_pk primary key
          constraint topic_search_topic_fk references topic on delete cascade,
        category_id bigint not null,
        language text not null,
        title text not null,
        tsv tsvector not null
      )`);
    await db.query(`create index topic_search_tsv_idx on topic_search using gin (tsv)`);
    await db.query(`create index topic_search_title_idx on topic_search using gin (title gin_trgm_ops)`);
    // The languages in which something is written here: a question is asked in each of them.
    await db.query(`create table search_language (language text constraint search_language_pk primary key)`);

    await db.query(`
      create table post_search (
        post_id bigint not null constraint post_search_post_fk references post on delete cascade,
        topic_id bigint not null,
        number int not null,
        category_id bigint not null,
        author_id bigint not null,
        created_at timestamptz not null,
        language text not null,
        has text[] not null,
        tsv tsvector not null,
        constraint post_search_pk primary key (post_id, created_at)
      ) partition by range (created_at)`);
    await db.query(`
      create table post_search_before partition of post_search
        for values from (minvalue) to ('${FIRST_YEAR}-01-01T00:00Z')`);
    for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
      await db.query(`
        create table post_search_${year} partition of post_search
          for values from ('${year}-01-01T00:00Z') to ('${year + 1}-01-01T00:00Z')`);
    }
    await db.query(`create table post_search_after partition of post_search default`);
    await db.query(`create index post_search_tsv_idx on post_search using gin (tsv)`);
    await db.query(`create index post_search_created_idx on post_search (created_at, post_id)`);
    await db.query(`create index post_search_topic_idx on post_search (topic_id, created_at)`);
    await db.query(`create index post_search_author_idx on post_search (author_id, created_at)`);

    // The language whose little words a text is full of. Short texts have none: "simple" takes words as they are.
    await db.query(`
      create function language_of(words text) returns text language plpgsql stable as $$
      declare
        said bigint := (select coalesce(sum(cardinality(positions)), 0) from unnest(to_tsvector('simple', words)));
      begin
        if said < 5 then return 'simple'; end if;
        return coalesce((
          select name from unnest(array['english', 'swedish', 'german', 'french', 'spanish', 'finnish', 'norwegian',
              'danish', 'dutch', 'italian', 'portuguese', 'russian', 'hungarian', 'turkish'])
              with ordinality as l (name, place),
            lateral (select coalesce(sum(cardinality(positions)), 0) as n
              from unnest(to_tsvector(name::regconfig, words))) as meant
          where said - n >= greatest(3, said * 0.15)
          order by n, place limit 1), 'simple');
      end $$`);
    await db.query(`
      create function post_has(html text) returns text[] language sql immutable as $$
        select array_remove(array[
          case when html like '%<img%' then 'image' end,
          case when html like '%<a href="http%' then 'link' end,
          case when html like '%<pre%' then 'code' end,
          case when html like '%<table%' then 'table' end,
          case when html like '%<blockquote%' then 'quote' end], null)
      $$`);
    // The parser of PostgreSQL knows tags and entities of HTML and leaves them out.
    await db.query(`
      create function post_words(language text, title text, html text) returns tsvector language sql stable as $$
        select setweight(to_tsvector(language::regconfig, title), 'A')
          || setweight(to_tsvector(language::regconfig, left(html, 200000)), 'B')
      $$`);
    const found = `p.id, p.topic_id, p.number, s.category_id, p.author_id, p.created_at, s.language, post_has(p.html),
      post_words(s.language, case when p.number = 1 then s.title else '' end, p.html)`;
    const columns = 'post_id, topic_id, number, category_id, author_id, created_at, language, has, tsv';
    await db.query(`
      create function index_posts(topic bigint, only_number int) returns void language sql as $$
        insert into post_search (${columns})
        select ${found} from post p join topic_search s on s.topic_id = p.topic_id
        where p.topic_id = topic and (only_number is null or p.number = only_number)
          and p.deleted_at is null and p.kind = 'post'
      $$`);
    await db.query(`
      create function index_topic(changed bigint, whole boolean) returns void language plpgsql as $$
      declare
        spoken text;
        known text := (select language from topic_search where topic_id = changed);
      begin
        select language_of(t.title || ' ' || left(p.html, 4000)) into spoken
          from topic t left join post p on p.topic_id = t.id and p.number = 1 where t.id = changed;
        insert into search_language values (spoken) on conflict do nothing;
        delete from topic_search where topic_id = changed;
        insert into topic_search (topic_id, category_id, language, title, tsv)
          select id, category_id, spoken, title, to_tsvector(spoken::regconfig, title)
          from topic where id = changed and deleted_at is null;
        if whole or known is distinct from spoken then
          delete from post_search where topic_id = changed;
          perform index_posts(changed, null);
        else
          delete from post_search where topic_id = changed and number = 1;
          perform index_posts(changed, 1);
        end if;
      end $$`);

    // New posts as a set, because an import writes thousands at once.
    await db.query(`
      create function post_search_written() returns trigger language plpgsql as $$
      begin
        insert into topic_search (topic_id, category_id, language, title, tsv)
          select t.id, t.category_id, spoken.language, t.title, to_tsvector(spoken.language::regconfig, t.title)
          from written p join topic t on t.id = p.topic_id
            cross join lateral (
              select language_of(t.title || ' ' || left(p.html, 4000)) as language offset 0) spoken
          where p.number = 1 and t.deleted_at is null
          on conflict do nothing;
        insert into search_language
          select distinct s.language from written p join topic_search s on s.topic_id = p.topic_id where p.number = 1
          on conflict do nothing;
        insert into post_search (${columns})
          select ${found} from written p join topic_search s on s.topic_id = p.topic_id
          where p.deleted_at is null and p.kind = 'post';
        return null;
      end $$`);
    await db.query(`
      create trigger post_search_written after insert on post referencing new table as written
        for each statement execute function post_search_written()`);
    await db.query(`
      create function post_search_keep() returns trigger language plpgsql as $$
      begin
        if new.number = 1 and old.html <> new.html then
          perform index_topic(new.topic_id, false);
        else
          delete from post_search where post_id = old.id and created_at = old.created_at;
          perform index_posts(new.topic_id, new.number);
        end if;
        return null;
      end $$`);
    await db.query(`
      create trigger post_search_keep
        after update of html, topic_id, number, author_id, created_at, deleted_at on post
        for each row execute function post_search_keep()`);
    await db.query(`
      create function topic_search_keep() returns trigger language plpgsql as $$
      begin
        if (old.deleted_at is null) <> (new.deleted_at is null) then
          perform index_topic(new.id, true);
        elsif old.title <> new.title then
          perform index_topic(new.id, false);
        end if;
        if old.category_id <> new.category_id then
          update topic_search set category_id = new.category_id where topic_id = new.id;
          update post_search set category_id = new.category_id where topic_id = new.id;
        end if;
        return null;
      end $$`);
    await db.query(`
      create trigger topic_search_keep after update of title, category_id, deleted_at on topic
        for each row execute function topic_search_keep()`);
    await db.query(`select index_topic(id, true) from topic`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`drop trigger topic_search_keep on topic`);
    await db.query(`drop trigger post_search_keep on post`);
    await db.query(`drop trigger post_search_written on post`);
    for (const made of [
      'topic_search_keep()',
      'post_search_keep()',
      'post_search_written()',
      'index_topic(bigint, boolean)',
      'index_posts(bigint, int)',
      'post_words(text, text, text)',
      'post_has(text)',
      'language_of(text)',
    ]) {
      await db.query(`drop function ${made}`);
    }
    for (const table of ['post_search', 'search_language', 'topic_search'])
      await db.query(`drop table ${table}`);
  }
}

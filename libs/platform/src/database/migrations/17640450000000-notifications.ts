import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Notifications17640450000000 implements MigrationInterface {
  readonly name = 'Notifications17640450000000';

  async up(db: QueryRunner): Promise<void> {
    // What somebody is told, one row for a topic and a kind of news while it is unread ("3 replies in …").
    await db.query(`
      create table notification (
        id uuid default uuidv7() constraint notification_pk primary key,
        account_id bigint not null constraint notification_account_fk references account on delete cascade,
        kind text not null,
        topic_id bigint not null constraint notification_topic_fk references topic on delete cascade,
        -- False where its reader wants it by mail or push only.
        on_site boolean not null default true,
        told_at timestamptz not null default now(),
        read_at timestamptz,
        -- Everything that was marked as read together, so that it can be taken back together.
        read_batch uuid,
        mail_ordered_at timestamptz
      )`);
    await db.query(`
      create unique index notification_unread_uq on notification (account_id, topic_id, kind) where read_at is null`);
    await db.query(
      `create index notification_told_idx on notification (account_id, told_at desc, id desc) where on_site`,
    );
    await db.query(`create index notification_topic_idx on notification (topic_id)`);
    await db.query(
      `create index notification_batch_idx on notification (read_batch) where read_batch is not null`,
    );

    // Each thing that somebody was told, by its source (\`post:12\`): told once, for one reason.
    await db.query(`
      create table notification_item (
        account_id bigint not null constraint notification_item_account_fk references account on delete cascade,
        source text not null,
        notification_id uuid not null
          constraint notification_item_notification_fk references notification on delete cascade,
        post_id bigint constraint notification_item_post_fk references post on delete cascade,
        number int,
        actor_id bigint constraint notification_item_actor_fk references account on delete cascade,
        at timestamptz not null default now(),
        mailed_at timestamptz,
        constraint notification_item_pk primary key (account_id, source)
      )`);
    await db.query(
      `create index notification_item_notification_idx on notification_item (notification_id, at)`,
    );
    await db.query(
      `create index notification_item_post_idx on notification_item (post_id) where post_id is not null`,
    );
    await db.query(`
      create index notification_item_unmailed_idx on notification_item (account_id, at) where mailed_at is null`);

    // Only what somebody chose; everything else is as it comes.
    await db.query(`
      create table notification_choice (
        account_id bigint not null constraint notification_choice_account_fk references account on delete cascade,
        event text not null,
        site boolean not null,
        push boolean not null,
        mail text not null
          constraint notification_choice_mail_ck check (mail in ('now', 'daily', 'weekly', 'never')),
        constraint notification_choice_pk primary key (account_id, event)
      )`);
    await db.query(`
      create table notification_category (
        account_id bigint not null constraint notification_category_account_fk references account on delete cascade,
        category_id bigint not null
          constraint notification_category_category_fk references category on delete cascade,
        reach text not null constraint notification_category_reach_ck check (reach in ('site', 'none')),
        constraint notification_category_pk primary key (account_id, category_id)
      )`);
    await db.query(`create index notification_category_category_idx on notification_category (category_id)`);
    await db.query(`
      create table notification_hours (
        account_id bigint constraint notification_hours_pk primary key
          constraint notification_hours_account_fk references account on delete cascade,
        zone text not null default 'UTC',
        quiet_from int,
        quiet_until int,
        constraint notification_hours_quiet_ck check (
          (quiet_from is null) = (quiet_until is null)
          and quiet_from between 0 and 1439 and quiet_until between 0 and 1439)
      )`);

    // A browser that may be woken: where its maker takes messages, and the keys that only it can read.
    await db.query(`
      create table push_subscription (
        id uuid default uuidv7() constraint push_subscription_pk primary key,
        account_id bigint not null constraint push_subscription_account_fk references account on delete cascade,
        endpoint text not null constraint push_subscription_endpoint_uq unique,
        p256dh text not null,
        auth text not null,
        device text not null,
        created_at timestamptz not null default now(),
        last_taken_at timestamptz
      )`);
    await db.query(`create index push_subscription_account_idx on push_subscription (account_id)`);

    await db.query(`
      alter table mail
        add html text,
        add unsubscribe_url text,
        -- What only its recipient may read: staff see that there is a mail, and to whom.
        add private boolean not null default false`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`alter table mail drop html, drop unsubscribe_url, drop private`);
    for (const table of [
      'push_subscription',
      'notification_hours',
      'notification_category',
      'notification_choice',
      'notification_item',
      'notification',
    ]) {
      await db.query(`drop table ${table}`);
    }
  }
}

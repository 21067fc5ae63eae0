/** What `post p` shows of the pages that it links to (contract: LinkPreview[]), in the order of its text. */
export const PREVIEWS_SQL = `(
  select coalesce(jsonb_agg(jsonb_build_object('url', v.url, 'title', v.title, 'description', v.description,
    'site', v.site, 'image', case when picture.id is not null then jsonb_build_object(
      'url', '/media/' || picture.id, 'width', picture.width, 'height', picture.height) end)
    order by shown.position), '[]')
  from post_link shown
    join link_preview v on v.url = shown.url
    left join upload picture on picture.id = v.image_id and picture.stored_at is not null
  where shown.post_id = p.id and not shown.hidden and v.title is not null)`;

import { CategoryTagSet } from './tags/category-tag-set.entity.ts';
import { TagSettingsController } from './tags/settings/tag-settings.controller.ts';
import { TagSettingsService } from './tags/settings/tag-settings.service.ts';
import { TagSettingsView } from './tags/settings/tag-settings.view.ts';
import { TagFormerName } from './tags/tag-former-name.entity.ts';
import { TagSet } from './tags/tag-set.entity.ts';
import { Tag } from './tags/tag.entity.ts';
import { TagsController } from './tags/tags.controller.ts';
import { TopicTag } from './tags/topic-tag.entity.ts';

export const TAGGING_ENTITIES = [TagSet, Tag, TagFormerName, TopicTag, CategoryTagSet];

// Before the controllers of categories, whose addresses are more general.
export const TAGGING_CONTROLLERS = [TagsController, TagSettingsController];

/** Words that topics are found by. */
export const TAGGING = [TagSettingsService, TagSettingsView];

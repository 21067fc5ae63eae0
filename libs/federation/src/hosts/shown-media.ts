import { Injectable } from '@nestjs/common';
import { RemotePictures } from '@app/media';
import { HostRules } from './host-rules.ts';

/** No picture of a server is shown, also none that was fetched before, that staff want none of. */
@Injectable()
export class ShownMedia {
  constructor(pictures: RemotePictures, hosts: HostRules) {
    pictures.judgeBy(async (host) => {
      const rule = await hosts.ruleOf(host);
      return rule !== 'deny' && rule !== 'media-off';
    });
  }
}

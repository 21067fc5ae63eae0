import { Injectable } from '@nestjs/common';
import { type Answer, document } from '../http/answer.ts';
import { NodeInfoView } from './nodeinfo.view.ts';
import { WebFinger } from './webfinger.ts';

/** The well-known addresses. */
@Injectable()
export class Discovery {
  constructor(
    private readonly webFinger: WebFinger,
    private readonly nodeInfo: NodeInfoView,
  ) {}

  /** @returns null for any other path */
  answer(pathname: string, resource: string | null): Promise<Answer> | null {
    switch (pathname) {
      case '/.well-known/webfinger':
        return this.webFinger.answer(resource);
      case '/.well-known/nodeinfo':
        return Promise.resolve(document(this.nodeInfo.links(), 'application/json'));
      case '/nodeinfo/2.1':
        return this.about();
      default:
        return null;
    }
  }

  private async about(): Promise<Answer> {
    const type = 'application/json; profile="http://nodeinfo.diaspora.software/ns/schema/2.1#"';
    return document(await this.nodeInfo.document(), type);
  }
}

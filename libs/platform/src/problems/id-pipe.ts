import { Injectable, type PipeTransform } from '@nestjs/common';
import { Id } from '@app/contract';
import { ProblemError } from './problem-error.ts';

/** For ids in addresses: what cannot be an id names nothing, so it is not found rather than invalid. */
@Injectable()
export class IdPipe implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!Id.safeParse(value).success) throw new ProblemError('not-found');
    return value;
  }
}

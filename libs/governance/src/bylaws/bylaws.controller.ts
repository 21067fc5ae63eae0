import { Controller, Get } from '@nestjs/common';
import { BylawsTemplate } from '@app/contract';
import { Answers } from '@app/platform';
import { z } from 'zod';
import { BYLAWS_TEMPLATES } from './presets.ts';

@Controller('api/v1/bylaws-templates')
export class BylawsController {
  /** What the bylaws of an election can begin with, each field with its source. */
  @Get()
  @Answers(200, z.array(BylawsTemplate))
  templates(): BylawsTemplate[] {
    return Object.values(BYLAWS_TEMPLATES);
  }
}

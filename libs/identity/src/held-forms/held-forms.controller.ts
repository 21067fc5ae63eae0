import { Body, Controller, Post, Req } from '@nestjs/common';
import { HeldForm, HeldFormKey } from '@app/contract';
import { Answers } from '@app/platform';
import type { FastifyRequest } from 'fastify';
import { HeldFormsService } from './held-forms.service.ts';

@Controller('api/v1/held-forms')
export class HeldFormsController {
  constructor(private readonly forms: HeldFormsService) {}

  @Post()
  @Answers(201, HeldFormKey)
  async hold(
    @Body({ schema: HeldForm }) body: HeldForm,
    @Req() request: FastifyRequest,
  ): Promise<HeldFormKey> {
    return { key: await this.forms.hold(body, request.ip) };
  }

  /** The key travels in the body, so that no log holds it. */
  @Post('read')
  @Answers(200, HeldForm)
  read(@Body({ schema: HeldFormKey }) { key }: HeldFormKey): Promise<HeldForm> {
    return this.forms.read(key);
  }
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { type INestApplicationContext } from '@nestjs/common';
import { ModulesContainer } from '@nestjs/core';

const PAGES = join(import.meta.dirname, '../../web/src/routes');

/**
 * Every address that can be read: what Nest was given to answer GET with, and every page, with their
 * parameters as `:name`. A new route is among them without being told.
 */
export function readableRoutes(app: INestApplicationContext): string[] {
  return [...new Set([...controllerRoutes(app), ...pageRoutes()])].toSorted();
}

function controllerRoutes(app: INestApplicationContext): string[] {
  const controllers = [...app.get(ModulesContainer).values()].flatMap((module) =>
    [...module.controllers.values()].map(({ metatype }) => metatype),
  );
  return controllers.flatMap((controller) => {
    if (!controller) return [];
    const roots = [Reflect.getMetadata(PATH_METADATA, controller)].flat().map(String);
    return Object.values(Object.getOwnPropertyDescriptors(controller.prototype)).flatMap(({ value }) => {
      if (typeof value !== 'function' || !Reflect.hasMetadata(METHOD_METADATA, value)) return [];
      if (Reflect.getMetadata(METHOD_METADATA, value) !== RequestMethod.GET) return [];
      const ends = [Reflect.getMetadata(PATH_METADATA, value)].flat().map(String);
      return roots.flatMap((root) =>
        ends.map((end) => `/${root}/${end}`.replaceAll(/\/+/g, '/').replace(/(.)\/$/, '$1')),
      );
    });
  });
}

/** The folders of SvelteKit's routes: `[id=id]` is a parameter, `[[slug]]` one that may be left out, `(x)` no part of the address. */
function pageRoutes(): string[] {
  const files = readdirSync(PAGES, { recursive: true, withFileTypes: true });
  return files
    .filter(({ name }) => name === '+page.svelte' || name === '+server.ts')
    .map(({ parentPath }) =>
      parentPath
        .slice(PAGES.length)
        .replaceAll(/\/\([^)]*\)/g, '')
        .replaceAll(/\[\[(\w+)(?:=\w+)?\]\]/g, ':$1')
        .replaceAll(/\[(?:\.\.\.)?(\w+)(?:=\w+)?\]/g, ':$1'),
    )
    .map((path) => (path === '' ? '/' : path));
}

/** All addresses of a route, with each of these values for its parameters. */
export function addressesOf(route: string, valuesOf: (parameter: string) => readonly string[]): string[] {
  const at = /:(\w+)(?:\([^)]*\))?\??/.exec(route);
  if (!at) return [route];
  const [whole, parameter = ''] = at;
  return valuesOf(parameter).flatMap((value) =>
    addressesOf(route.replace(whole, encodeURIComponent(value)), valuesOf),
  );
}

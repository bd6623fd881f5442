// Who is the same in several systems (E37 and E38), from the files themselves.

import { basename } from 'node:path';

import { decode } from './decode.mjs';
import { PROBES } from './formats.mjs';
import { isBlankText } from './frame.mjs';
import { listInputs } from './inputs.mjs';
import { byBytes } from './sessions.mjs';
import { readText } from './text.mjs';

const WORKSPACES = 'workspaces-access';

/** The records of the files that are no events and say who somebody is, in order of path and place. */
export function recordsOf(args) {
  const inputs = listInputs(args).filter(({ path, content, isArchive }) => !isArchive && !PROBES.has(basename(path)) && content !== null);
  inputs.sort((a, b) => byBytes(a.path, b.path));
  return inputs.flatMap(({ path, content }) => {
    const { text } = decode(content);
    return isBlankText(text) ? [] : (readText(text, path)?.records ?? []).map((record) => ({ ...record, path }));
  });
}

/** A map that collects the different values of each key. */
class Names extends Map {
  add(key, name) {
    if (!this.has(key)) this.set(key, new Set());
    this.get(key).add(name);
  }

  /** The one name of a key, or undefined. */
  only(key) {
    const names = this.get(key);
    return names?.size === 1 ? [...names][0] : undefined;
  }
}

const pairKey = (system, user) => JSON.stringify([system, user]);

export class People {
  /** From the files and folders that are given. */
  constructor(args) {
    this.ofPairs = new Names();
    this.ofAddresses = new Names();
    this.workspaces = new Map();
    for (const { identity, workspace } of recordsOf(args)) {
      if (workspace?.user && !this.workspaces.has(workspace.id)) this.workspaces.set(workspace.id, workspace.user);
      if (!identity?.person || !identity.user) continue;
      this.ofPairs.add(pairKey(identity.system, identity.user), identity.person);
      if (identity.user.includes('@')) this.ofAddresses.add(identity.user.toLowerCase(), identity.person);
    }
  }

  /** The user for whom an event counts, or ''. */
  userOf(event) {
    if (event.texts.get('system') !== WORKSPACES) return event.texts.get('user') ?? '';
    return this.workspaces.get(event.texts.get('target') ?? '') ?? '';
  }

  /** Who a user of a system is, and why. */
  person(system, user) {
    const mapped = this.ofPairs.only(pairKey(system, user));
    if (mapped !== undefined) return { person: mapped, reason: 'identity-map' };
    const reason = system === WORKSPACES ? 'workspace' : 'same-address';
    if (!user.includes('@')) return { person: `${system}:${user}`, reason };
    const address = user.toLowerCase();
    const named = this.ofPairs.has(pairKey(system, user)) ? undefined : this.ofAddresses.only(address);
    return { person: named ?? address, reason };
  }

  /** The name of the person of an event, or ''. */
  personOf(event) {
    const user = this.userOf(event);
    return user === '' ? '' : this.person(event.texts.get('system'), user).person;
  }
}

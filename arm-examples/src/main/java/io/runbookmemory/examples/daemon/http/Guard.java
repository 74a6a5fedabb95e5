package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.guard.access.Role;

/** Who a door lets through. */
public sealed interface Guard {

  /** Anybody. */
  Guard OPEN = new Open();

  /** A machine that brings news. */
  Guard WEBHOOK = new Webhook();

  /** This machine alone, whatever the daemon listens at. */
  Guard LOCAL = new Local();

  /** Whoever signed what they bring. */
  Guard SIGNED = new Signed();

  /** Anybody. */
  record Open() implements Guard {}

  /**
   * Who brings {@code listen.token}, or is known as a responder; anybody, where neither a token nor
   * access is configured. No page of a browser.
   */
  record Webhook() implements Guard {}

  /** This machine alone, whatever the daemon listens at. */
  record Local() implements Guard {}

  /** Anybody, because the door itself checks a signature over the body. No page of a browser. */
  record Signed() implements Guard {}

  /**
   * Who is known, and may do as much as a role. How often they may ask is bounded.
   *
   * @param role the least
   */
  record Least(Role role) implements Guard {}
}

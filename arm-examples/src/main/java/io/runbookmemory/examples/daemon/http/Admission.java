package io.runbookmemory.examples.daemon.http;

import io.runbookmemory.examples.daemon.access.Credentials;
import io.runbookmemory.examples.daemon.access.Identified;
import io.runbookmemory.examples.daemon.access.Identities;
import io.runbookmemory.examples.daemon.access.Identity;
import io.runbookmemory.examples.daemon.access.RateLimit;
import io.runbookmemory.examples.daemon.config.Listen;
import io.runbookmemory.examples.daemon.config.Secret;
import io.runbookmemory.guard.access.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Decides who goes through which door. Thread-safe. */
final class Admission {

  private final Listen listen;
  private final Supplier<Identities> identities;
  private final RateLimit rates = new RateLimit(System::nanoTime);

  /** What was decided. */
  sealed interface Decision {

    /** They go through; null where it does not matter who they are. */
    record Admitted(@Nullable Identity identity) implements Decision {}

    /** They do not. */
    record Refused(Reply reply) implements Decision {}
  }

  Admission(Listen listen, Supplier<Identities> identities) {
    this.listen = listen;
    this.identities = identities;
  }

  /**
   * Decides.
   *
   * @param caller what the request brings
   */
  Decision decide(Door door, Visitor caller) {
    Optional<Reply> refusal = browsing(door, caller).or(() -> typed(door, caller));
    Decision decision =
        switch (door.guard()) {
          case Guard.Open open -> new Decision.Admitted(null);
          case Guard.Signed signed -> new Decision.Admitted(null);
          case Guard.Local local -> local(caller.credentials());
          case Guard.Webhook webhook -> webhook(caller.credentials());
          case Guard.Least least -> known(least.role(), caller);
        };
    return decision instanceof Decision.Admitted && refusal.isPresent()
        ? new Decision.Refused(refusal.get())
        : decision;
  }

  /**
   * Returns whether somebody who was let through would be now; where it cannot be told, they would.
   * It waits for nobody.
   */
  boolean isStill(Door door, Credentials credentials) {
    return switch (door.guard()) {
      case Guard.Open open -> true;
      case Guard.Signed signed -> true;
      case Guard.Local local -> true;
      case Guard.Webhook webhook ->
          isUnasked(credentials)
              || (identities.get().areGiven() && isStill(Role.RESPONDER, credentials));
      case Guard.Least least -> isStill(least.role(), credentials);
    };
  }

  private boolean isStill(Role least, Credentials credentials) {
    return switch (identities.get().again(credentials)) {
      case Identified.Known known -> known.identity().role().includes(least);
      case Identified.Stranger stranger -> false;
      case Identified.Unknown unknown -> false;
      case Identified.Undecided undecided -> true;
    };
  }

  private static Decision refused(int status, String title, String detail) {
    return new Decision.Refused(Reply.problem(status, title, detail));
  }

  private static Decision unauthorized(String detail) {
    return new Decision.Refused(
        Reply.problem(401, "Unauthorized", detail).with("WWW-Authenticate", "Bearer"));
  }

  private Decision local(Credentials credentials) {
    return credentials.isLocal()
        ? new Decision.Admitted(null)
        : refused(403, "Forbidden", "this door is for the machine that the daemon runs on");
  }

  private Decision webhook(Credentials credentials) {
    if (isUnasked(credentials)) {
      return new Decision.Admitted(null);
    }
    return identities.get().areGiven()
        ? identified(Role.RESPONDER, credentials)
        : unauthorized("bring the token of listen.token as Authorization: Bearer …");
  }

  /** Returns whether a webhook lets them through whoever they are. */
  private boolean isUnasked(Credentials credentials) {
    Secret token = listen.token();
    return token == null
        ? !identities.get().areGiven()
        : credentials.bearer().filter(one -> isEqual(token, one)).isPresent();
  }

  private static boolean isEqual(Secret token, String given) {
    return MessageDigest.isEqual(
        given.getBytes(StandardCharsets.UTF_8), token.value().getBytes(StandardCharsets.UTF_8));
  }

  /** A page whose name was made to lead here must not pass for this machine's own. */
  private Decision known(Role least, Visitor caller) {
    if (listen.isLoopback() && !caller.asksForHere(listen)) {
      return refused(
          421, "Misdirected", "this daemon has another name; see listen.host and listen.origins");
    }
    Decision decision = identified(least, caller.credentials());
    if (decision instanceof Decision.Admitted admitted && admitted.identity() != null) {
      var rate = identities.get().rate();
      Optional<Duration> wait =
          rates.take(admitted.identity().name(), rate.burst(), rate.perMinute());
      if (wait.isPresent()) {
        return new Decision.Refused(
            Reply.problem(429, "Too many requests", "slow down; see access.rate")
                .with("Retry-After", String.valueOf(wait.get().toSeconds() + 1)));
      }
    }
    return decision;
  }

  private Decision identified(Role least, Credentials credentials) {
    return switch (identities.get().identify(credentials)) {
      case Identified.Known known when known.identity().role().includes(least) ->
          new Decision.Admitted(known.identity());
      case Identified.Known known ->
          refused(
              403,
              "Forbidden",
              "this takes the role " + word(least) + ", yours is " + word(known.identity().role()));
      case Identified.Stranger stranger -> refused(403, "Forbidden", stranger.why());
      case Identified.Unknown unknown -> unauthorized(unknown.why());
      case Identified.Undecided undecided ->
          new Decision.Refused(
              Reply.problem(503, "Unavailable", undecided.why()).with("Retry-After", "5"));
    };
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** Refuses what a browser sends for a page of somebody else. */
  private Optional<Reply> browsing(Door door, Visitor caller) {
    if (caller.origins().isEmpty() || door.guard() instanceof Guard.Open) {
      return Optional.empty();
    }
    boolean isOwn =
        door.guard() instanceof Guard.Least
            && caller.origins().size() == 1
            && caller.isHere(listen, caller.origins().getFirst());
    return isOwn
        ? Optional.empty()
        : Optional.of(
            Reply.problem(
                403, "Forbidden", "this door is for no browser, or not for that page of it"));
  }

  private static Optional<Reply> typed(Door door, Visitor caller) {
    if (!caller.hasBody(door)) {
      return Optional.empty();
    }
    String type = caller.type();
    boolean isMissing = type.isEmpty() && door.guard() instanceof Guard.Local;
    return isMissing || door.types().contains(type)
        ? Optional.empty()
        : Optional.of(
            Reply.problem(
                415,
                "Unsupported media type",
                "the body must be sent as " + String.join(" or ", door.types())));
  }
}

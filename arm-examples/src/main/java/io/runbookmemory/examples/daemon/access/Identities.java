package io.runbookmemory.examples.daemon.access;

import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.examples.daemon.config.Listen;
import io.runbookmemory.guard.access.Caller;
import io.runbookmemory.guard.access.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who asks. What is brought is looked at in this order: a bearer token, what the reverse
 * proxy says, and, where no access and no token is configured at all, that the request comes from
 * this machine. What is brought and is no good is never passed over for the next. Thread-safe.
 */
public final class Identities {

  private static final Identity LOCAL = new Identity(Caller.of("local"), Role.ADMIN);

  private final boolean given;
  private final boolean local;
  private final BearerTokens tokens;
  private final @Nullable OidcTokens oidc;
  private final @Nullable ProxyIdentity proxy;
  private final AccessPart.Rate rate;

  private Identities(AccessPart part, Listen listen, @Nullable Identities before) {
    this.given = part.isGiven();
    this.local = !given && listen.token() == null;
    List<AccessPart.Token> known = new ArrayList<>(part.tokens());
    if (!given && listen.token() != null) {
      known.add(new AccessPart.Token("listen.token", Role.RESPONDER, listen.token()));
    }
    this.tokens = new BearerTokens(known);
    AccessPart.Oidc provider = part.oidc();
    this.oidc = provider == null ? null : new OidcTokens(provider, keys(provider, before));
    AccessPart.Proxy reverse = part.proxy();
    this.proxy = reverse == null ? null : new ProxyIdentity(reverse);
    this.rate = part.rate();
  }

  /**
   * Makes them of a configuration; nothing is fetched yet.
   *
   * @throws ConfigurationException if no identities can be made of it
   */
  public static Identities of(AccessPart part, Listen listen) {
    return of(part, listen, null);
  }

  /**
   * Makes them of a configuration that takes the place of another. Who can be told by what is known
   * already is known at once: keys of an identity provider that stays are not fetched anew, and it
   * may be away.
   *
   * @param before those of the other one; null if there was none
   * @throws ConfigurationException if no identities can be made of it
   */
  public static Identities of(AccessPart part, Listen listen, @Nullable Identities before) {
    return new Identities(part, listen, before);
  }

  private static ProviderKeys keys(AccessPart.Oidc provider, @Nullable Identities before) {
    OidcTokens earlier = before == null ? null : before.oidc;
    return earlier != null && earlier.keys().areOf(provider)
        ? earlier.keys()
        : new ProviderKeys(provider);
  }

  /** Returns whether anybody is named; where not, this machine or a single token is all. */
  public boolean areGiven() {
    return given;
  }

  /** Returns how often one of them may ask. */
  public AccessPart.Rate rate() {
    return rate;
  }

  /** Returns who brought these; may wait for the identity provider. */
  public Identified identify(Credentials credentials) {
    return identify(credentials, OidcTokens::identify);
  }

  /**
   * Returns who brought these, which were good before, without waiting for anybody: what cannot be
   * told by what is known here is undecided for now, and found out meanwhile.
   */
  public Identified again(Credentials credentials) {
    return identify(credentials, OidcTokens::again);
  }

  private Identified identify(
      Credentials credentials, BiFunction<OidcTokens, String, Identified> signed) {
    Optional<String> bearer = credentials.bearer();
    if (bearer.isPresent()) {
      return bearing(bearer.get(), signed);
    }
    if (credentials.hasAuthorization()) {
      return new Identified.Unknown("Authorization must be one Bearer token");
    }
    if (proxy != null) {
      Optional<Identified> said = proxy.identify(credentials);
      if (said.isPresent()) {
        return said.get();
      }
    }
    return local && credentials.isLocal()
        ? new Identified.Known(LOCAL)
        : new Identified.Unknown(
            local
                ? "this is for the machine that the daemon runs on, unless access says more"
                : "bring a token as Authorization: Bearer …");
  }

  private Identified bearing(String token, BiFunction<OidcTokens, String, Identified> signed) {
    Optional<Identity> known = tokens.find(token);
    if (known.isPresent()) {
      return new Identified.Known(known.get());
    }
    return oidc != null && token.indexOf('.') >= 0
        ? signed.apply(oidc, token)
        : new Identified.Unknown("the token is not known");
  }
}

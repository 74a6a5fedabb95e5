package io.runbookmemory.examples.daemon.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.guard.access.Caller;
import java.text.ParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of an identity provider (OpenID Connect Core 1.0, RFC 7519). Signatures are RS256 or ES256
 * and nothing else; issuer, audience, {@code exp} and {@code nbf} are checked, with a minute for
 * clocks that differ. Where the provider's keys cannot be had nothing is decided. Thread-safe.
 */
final class OidcTokens {

  private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

  private static final Set<JWSAlgorithm> SIGNATURES =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final int LONGEST_TOKEN = 6 << 10;
  private static final int SKEW_SECONDS = 60;

  private final AccessPart.Oidc part;
  private final ProviderKeys keys;
  private final DefaultJWTProcessor<SecurityContext> fetching;
  private final DefaultJWTProcessor<SecurityContext> atHand;

  /**
   * Creates it.
   *
   * @param keys of that provider
   */
  OidcTokens(AccessPart.Oidc part, ProviderKeys keys) {
    this.part = part;
    this.keys = keys;
    this.fetching = processor(part, keys.fetched());
    this.atHand = processor(part, keys.known());
  }

  private static DefaultJWTProcessor<SecurityContext> processor(
      AccessPart.Oidc part, JWKSource<SecurityContext> keys) {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, keys));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            part.audience(),
            new JWTClaimsSet.Builder().issuer(part.issuer()).build(),
            Set.of("exp", "sub"));
    claims.setMaxClockSkew(SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
    return processor;
  }

  /** Returns the provider's keys, which are good for whoever takes its place. */
  ProviderKeys keys() {
    return keys;
  }

  /** Returns who brought a token; waits for the provider where its keys have to be fetched. */
  Identified identify(String token) {
    return identify(token, fetching);
  }

  /** Returns the same of a token that was good before, without waiting for anybody. */
  Identified again(String token) {
    return identify(token, atHand);
  }

  private Identified identify(String token, DefaultJWTProcessor<SecurityContext> processor) {
    if (token.length() > LONGEST_TOKEN) {
      return unknown();
    }
    try {
      return known(processor.process(token, null));
    } catch (ProviderKeys.NotKnownException e) {
      return undecided();
    } catch (RateLimitReachedException e) {
      return keys.areAway() ? undecided() : unknown();
    } catch (ParseException | BadJOSEException e) {
      // The library's words may quote claims; who asks learns no more than that it is no good.
      LOG.debug("a token of {} is refused", part.issuer(), e);
      return unknown();
    } catch (JOSEException e) {
      LOG.warn("the keys of {} cannot be had: {}", part.issuer(), e.getMessage());
      return undecided();
    }
  }

  private static Identified undecided() {
    return new Identified.Undecided("the identity provider's keys cannot be had now");
  }

  private static Identified unknown() {
    return new Identified.Unknown("the token is not valid here, or not any more");
  }

  private Identified known(JWTClaimsSet claims) throws ParseException {
    String name = claims.getStringClaim(part.name());
    Set<String> groups = groups(claims);
    Caller caller;
    try {
      caller = new Caller(name == null ? "" : name, groups);
    } catch (IllegalArgumentException e) {
      return unknown();
    }
    return part.granted()
        .of(groups)
        .<Identified>map(role -> new Identified.Known(new Identity(caller, role)))
        .orElseGet(() -> new Identified.Stranger("none of your groups has a role here"));
  }

  /** A claim is a list of groups, or a single one. */
  private Set<String> groups(JWTClaimsSet claims) {
    Set<String> groups = new HashSet<>();
    Object claim = claims.getClaim(part.groups());
    for (Object one :
        claim instanceof List<?> many ? many : claim == null ? List.of() : List.of(claim)) {
      if (one instanceof String text) {
        groups.add(text);
      }
    }
    return groups;
  }
}

package io.runbookmemory.examples.daemon.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.health.HealthStatus;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.daemon.config.AccessPart;
import io.runbookmemory.guard.access.Caller;
import java.net.MalformedURLException;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tokens of an identity provider (OpenID Connect Core 1.0, RFC 7519). Signatures are RS256 or ES256
 * and nothing else; issuer, audience, {@code exp} and {@code nbf} are checked, with a minute for
 * clocks that differ. The provider's keys are fetched when first needed, again after an hour, and
 * for a key that is not known, but no more than twice in half a minute; where the last fetch failed
 * nothing is decided. Thread-safe.
 */
final class OidcTokens {

  private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);

  private static final Set<JWSAlgorithm> SIGNATURES =
      Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
  private static final int PATIENCE_MILLIS = 3_000;
  private static final int LARGEST_KEYS = 256 << 10;
  private static final int LONGEST_TOKEN = 6 << 10;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);
  private static final int SKEW_SECONDS = 60;

  private final AccessPart.Oidc part;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /** Whether the keys could not be had when they were last asked for. */
  private volatile boolean away;

  OidcTokens(AccessPart.Oidc part) {
    this.part = part;
    processor.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(SIGNATURES, keys(part)));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            part.audience(),
            new JWTClaimsSet.Builder().issuer(part.issuer()).build(),
            Set.of("exp", "sub"));
    claims.setMaxClockSkew(SKEW_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
  }

  private JWKSource<SecurityContext> keys(AccessPart.Oidc part) {
    URL url;
    try {
      url = part.jwks().toURL();
    } catch (MalformedURLException e) {
      throw new ConfigurationException("access.oidc.jwks", "must be an address", e);
    }
    return JWKSourceBuilder.<SecurityContext>create(
            url, new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST_KEYS))
        .cache(KEPT.toMillis(), Duration.ofSeconds(15).toMillis())
        .refreshAheadCache(false)
        .rateLimited(BETWEEN_FETCHES.toMillis())
        .healthReporting(report -> away = report.getHealthStatus() == HealthStatus.NOT_HEALTHY)
        .build();
  }

  Identified identify(String token) {
    if (token.length() > LONGEST_TOKEN) {
      return unknown();
    }
    try {
      return known(processor.process(token, null));
    } catch (RateLimitReachedException e) {
      return away ? undecided() : unknown();
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

package io.runbookmemory.examples.daemon.access;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetSourceWrapper;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.jwk.source.URLBasedJWKSetSource;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.examples.daemon.config.AccessPart;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of an identity provider. For who can wait they are fetched when first needed, again
 * after an hour, and for a key that is not known, but no more than twice in half a minute. Who
 * cannot wait is given those that were fetched last, and what is missing there is fetched on a
 * thread of its own. They outlive a configuration that is replaced. Thread-safe.
 */
final class ProviderKeys {

  private static final Logger LOG = LoggerFactory.getLogger(ProviderKeys.class);

  private static final int PATIENCE_MILLIS = 3_000;
  private static final int LARGEST = 256 << 10;
  private static final Duration KEPT = Duration.ofHours(1);
  private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(30);

  private final String issuer;
  private final URI address;
  private final JWKSource<SecurityContext> fetched;
  private final AtomicBoolean fetching = new AtomicBoolean();
  private volatile @Nullable Last last;
  private volatile boolean away;

  /** What was fetched last, and when by the nano clock. */
  private record Last(JWKSet keys, long nanos) {

    boolean isOlderThan(Duration age) {
      return System.nanoTime() - nanos > age.toNanos();
    }
  }

  /** A key is not among those that are known, and those are not all there may be. */
  static final class NotKnownException extends KeySourceException {

    private static final long serialVersionUID = 1L;

    NotKnownException() {
      super("the key is not known yet");
    }
  }

  /** Keeps what each fetch gave, for who cannot wait for one. */
  private final class Noted extends JWKSetSourceWrapper<SecurityContext> {

    Noted(JWKSetSource<SecurityContext> source) {
      super(source);
    }

    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator evaluator, long now, @Nullable SecurityContext context)
        throws KeySourceException {
      try {
        JWKSet keys = getSource().getJWKSet(evaluator, now, context);
        last = new Last(keys, System.nanoTime());
        away = false;
        return keys;
      } catch (KeySourceException | RuntimeException e) {
        away = true;
        throw e;
      }
    }
  }

  /**
   * Creates them; nothing is fetched yet.
   *
   * @throws ConfigurationException if there is no fetching from that address
   */
  ProviderKeys(AccessPart.Oidc part) {
    this.issuer = part.issuer();
    this.address = part.jwks();
    URL url;
    try {
      url = address.toURL();
    } catch (MalformedURLException e) {
      throw new ConfigurationException("access.oidc.jwks", "must be an address", e);
    }
    JWKSetSource<SecurityContext> source =
        new Noted(
            new URLBasedJWKSetSource<>(
                url, new DefaultResourceRetriever(PATIENCE_MILLIS, PATIENCE_MILLIS, LARGEST)));
    this.fetched =
        JWKSourceBuilder.create(source)
            .cache(KEPT.toMillis(), Duration.ofSeconds(15).toMillis())
            .refreshAheadCache(false)
            .rateLimited(BETWEEN_FETCHES.toMillis())
            .build();
  }

  /** Returns whether they are those of a provider as it is configured there. */
  boolean areOf(AccessPart.Oidc part) {
    return issuer.equals(part.issuer()) && address.equals(part.jwks());
  }

  /** Returns whether they could not be had when they were asked for last. */
  boolean areAway() {
    return away;
  }

  /** Returns them for who can wait until they are fetched. */
  JWKSource<SecurityContext> fetched() {
    return fetched;
  }

  /**
   * Returns those that are known, for who cannot wait.
   *
   * @return throws {@link NotKnownException} where only a fetch could tell
   */
  JWKSource<SecurityContext> known() {
    return (selector, context) -> known(selector);
  }

  private List<JWK> known(JWKSelector selector) throws NotKnownException {
    Last now = last;
    List<JWK> found = now == null ? List.of() : selector.select(now.keys());
    // A key that is not there may be newer than they are, unless they were fetched just now.
    boolean old = now == null || now.isOlderThan(found.isEmpty() ? BETWEEN_FETCHES : KEPT);
    boolean open = old || (found.isEmpty() && away);
    if (open) {
      fetchApart(selector);
    }
    if (open && found.isEmpty()) {
      throw new NotKnownException();
    }
    return found;
  }

  private void fetchApart(JWKSelector selector) {
    if (fetching.compareAndSet(false, true)) {
      var unused =
          Thread.ofPlatform().name("arm-oidc-keys").daemon().start(() -> fetchNow(selector));
    }
  }

  private void fetchNow(JWKSelector selector) {
    try {
      var unused = fetched.get(selector, null);
    } catch (RateLimitReachedException e) {
      LOG.debug("the keys of {} were fetched often enough for now", issuer);
    } catch (KeySourceException e) {
      LOG.warn("the keys of {} cannot be had: {}", issuer, e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("the keys of {} cannot be had", issuer, e);
    } finally {
      fetching.set(false);
    }
  }
}

package io.runbookmemory.examples.daemon;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** An identity provider on loopback: keys at an address, and tokens signed with them. */
public final class IdentityProvider implements AutoCloseable {

  public static final String ISSUER = "https://login.example";

  private final List<JWK> published = new CopyOnWriteArrayList<>();
  private final AtomicInteger fetches = new AtomicInteger();
  private final HttpServer server;
  private volatile CountDownLatch held = new CountDownLatch(0);

  public IdentityProvider() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          awaitLetGo();
          byte[] keys = new JWKSet(published).toString().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, keys.length);
          exchange.getResponseBody().write(keys);
          exchange.close();
        });
    server.start();
  }

  private void awaitLetGo() {
    try {
      held.await();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Takes requests from now on and answers none, until it is let go. */
  public void hold() {
    held = new CountDownLatch(1);
  }

  /** Answers again, also what has waited. */
  public void letGo() {
    held.countDown();
  }

  public String keys() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
  }

  public int fetches() {
    return fetches.get();
  }

  public RSAKey rsa(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  ECKey ec(String id) {
    try {
      return new ECKeyGenerator(Curve.P_256).keyID(id).generate();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** Shows no key any more that was shown before. */
  public void withdraw() {
    published.clear();
  }

  /** Shows the public half of a key. */
  public <K extends JWK> K publish(K key) {
    published.add(key.toPublicJWK());
    return key;
  }

  /** Claims that are good for ten minutes. */
  public static JWTClaimsSet.Builder claims(String... groups) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience("arm")
        .subject("ann")
        .claim("groups", List.of(groups))
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plusSeconds(600)));
  }

  public static String signed(RSAKey key, JWTClaimsSet claims) {
    try {
      return signed(JWSAlgorithm.RS256, key.getKeyID(), new RSASSASigner(key), claims);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String signed(ECKey key, JWTClaimsSet claims) {
    try {
      return signed(JWSAlgorithm.ES256, key.getKeyID(), new ECDSASigner(key), claims);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  /** What forgers try: the public key's own bytes as the secret of another kind of signature. */
  static String confused(RSAKey key, JWTClaimsSet claims) {
    try {
      byte[] shown = key.toPublicKey().getEncoded();
      return signed(JWSAlgorithm.HS256, key.getKeyID(), new MACSigner(shown), claims);
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }

  static String unsigned(JWTClaimsSet claims) {
    return new PlainJWT(claims).serialize();
  }

  private static String signed(
      JWSAlgorithm algorithm, String key, JWSSigner signer, JWTClaimsSet claims)
      throws JOSEException {
    SignedJWT token = new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  @Override
  public void close() {
    letGo();
    server.stop(0);
  }
}

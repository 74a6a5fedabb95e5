package io.runbookmemory.connectors.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Certificates of 127.0.0.1 that an authority of this process has signed: a good and an old one.
 */
public final class Certificate {

  public static final Certificate GOOD;
  public static final Certificate EXPIRED;

  private static final String PASSWORD = "for-tests-only";

  private final KeyStore authority;
  private final KeyStore keys;

  static {
    try {
      Path folder = Files.createTempDirectory("arm-tls");
      Path file = folder.resolve("keys.p12");
      make(file, "-alias", "ca", "-dname", "CN=tests", "-ext", "bc:c", "-startdate", "-60d");
      String[] server = {"-dname", "CN=127.0.0.1", "-ext", "SAN=ip:127.0.0.1", "-signer", "ca"};
      make(file, with(server, "-alias", "good", "-validity", "2"));
      make(file, with(server, "-alias", "expired", "-startdate", "-30d", "-validity", "1"));
      KeyStore all = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        all.load(in, PASSWORD.toCharArray());
      }
      GOOD = new Certificate(all, "good");
      EXPIRED = new Certificate(all, "expired");
      Files.delete(file);
      Files.delete(folder);
    } catch (IOException | GeneralSecurityException | InterruptedException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private Certificate(KeyStore all, String alias) throws GeneralSecurityException, IOException {
    char[] password = PASSWORD.toCharArray();
    authority = KeyStore.getInstance("PKCS12");
    authority.load(null, null);
    authority.setCertificateEntry("ca", all.getCertificate("ca"));
    keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    keys.setKeyEntry(alias, all.getKey(alias, password), password, all.getCertificateChain(alias));
  }

  private static String[] with(String[] some, String... more) {
    String[] both = Arrays.copyOf(some, some.length + more.length);
    System.arraycopy(more, 0, both, some.length, more.length);
    return both;
  }

  private static void make(Path file, String... options) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-storetype", "PKCS12"));
    command.addAll(List.of("-keystore", file.toString(), "-storepass", PASSWORD));
    command.addAll(List.of(options));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (keytool.waitFor() != 0) {
      throw new IOException("keytool failed: " + said);
    }
  }

  /** Returns what a server shows the certificate with. */
  public SSLContext serving() {
    try {
      KeyManagerFactory own =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      own.init(keys, PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(own.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns what a client trusts the authority with. */
  public SSLContext trusting() {
    try {
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(authority);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}

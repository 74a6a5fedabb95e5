package io.runbookmemory.examples.ingest;

import io.runbookmemory.connectors.endpoint.Credentials;
import io.runbookmemory.connectors.endpoint.Endpoint;
import io.runbookmemory.error.ConfigurationException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A server and how one is known there. The secret is named and never given: others see a command
 * line, and shells keep it.
 */
public final class ServerOptions {

  @Option(
      names = "--url",
      required = true,
      paramLabel = "URL",
      description = "The server, such as https://team.atlassian.net/wiki for Confluence Cloud.")
  private URI url = URI.create("");

  @Option(
      names = "--user",
      paramLabel = "NAME",
      description =
          "Who asks, where a name and a password or API token are asked for (default: the secret"
              + " is a bearer token).")
  private @Nullable String user;

  @Option(
      names = "--token-env",
      paramLabel = "VARIABLE",
      description = "The environment variable that holds the password or token.")
  private @Nullable String variable;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "The file that holds it; white space around it does not count.")
  private @Nullable Path file;

  @Option(
      names = "--plain-http",
      description = "Let secrets and answers travel unencrypted to a host that is not this one.")
  private boolean plainHttp;

  /**
   * Returns the server.
   *
   * @throws IllegalArgumentException if the options do not make one
   * @throws ConfigurationException if there is no secret where one is said to be
   */
  public Endpoint endpoint(Map<String, String> environment) {
    if (variable != null && file != null) {
      throw new IllegalArgumentException("give --token-env or --token-file, not both");
    }
    if (user != null && variable == null && file == null) {
      throw new IllegalArgumentException("--user needs --token-env or --token-file");
    }
    Endpoint.Builder endpoint = Endpoint.builder(url);
    if (plainHttp) {
      endpoint.allowPlainHttp();
    }
    if (variable != null) {
      endpoint.credentials(credentials(held(variable, environment)));
    } else if (file != null) {
      Path path = file;
      read(path);
      endpoint.credentials(credentials(() -> read(path)));
    }
    return endpoint.build();
  }

  private Credentials credentials(Supplier<String> secret) {
    return user == null ? Credentials.bearer(secret) : Credentials.basic(user, secret);
  }

  private static Supplier<String> held(String name, Map<String, String> environment) {
    String secret = environment.getOrDefault(name, "");
    if (secret.isBlank()) {
      throw new ConfigurationException(
          name,
          "the environment variable " + name + " must hold the token, it is empty or not set");
    }
    return () -> secret;
  }

  private static String read(Path path) {
    try {
      String secret = Files.readString(path).strip();
      if (secret.isEmpty()) {
        throw new ConfigurationException(path.toString(), path + ": must hold the token, is empty");
      }
      return secret;
    } catch (IOException e) {
      throw new ConfigurationException(
          path.toString(), path + ": the token cannot be read: " + e, e);
    }
  }
}

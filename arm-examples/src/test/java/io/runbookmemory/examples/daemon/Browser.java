package io.runbookmemory.examples.daemon;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.view.Output;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Chromium without a window, in a profile of its own, driven by the wire protocol of WebDriver
 * (W3C). It resolves no name, so that what a page asks of elsewhere fails.
 */
final class Browser implements AutoCloseable {

  /** The key that names an element in answers, as the recommendation has it. */
  private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int GLANCES = 600;

  private static final List<String> OPTIONS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-dev-shm-usage",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process driver;
  private final URI sessions;
  private final String session;

  private Browser(Process driver, URI sessions, Path profile) {
    this.driver = driver;
    this.sessions = sessions;
    ObjectNode body = Output.object();
    ObjectNode options =
        body.putObject("capabilities").putObject("alwaysMatch").putObject("goog:chromeOptions");
    ArrayNode args = options.putArray("args");
    OPTIONS.forEach(args::add);
    args.add("--user-data-dir=" + profile.toAbsolutePath());
    this.session = "/" + value(send("POST", "", body.toString())).path("sessionId").asText();
  }

  /** Starts one; skips the test aloud where there is none, and fails in CI. */
  static Browser start(Path folder) throws IOException, InterruptedException {
    RealServers.require("chromium", "chromedriver");
    int port = RealServers.freePort();
    Process driver =
        new ProcessBuilder("chromedriver", "--port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("chromedriver.log").toFile())
            .start();
    URI sessions = URI.create("http://127.0.0.1:" + port + "/session");
    try {
      awaitReady(sessions.resolve("/status"));
      return new Browser(driver, sessions, folder.resolve("profile"));
    } catch (RuntimeException | IOException e) {
      driver.destroy();
      throw e;
    }
  }

  private static void awaitReady(URI status) throws IOException, InterruptedException {
    for (int i = 0; i < GLANCES; i++) {
      try (var ready = status.toURL().openStream()) {
        ready.readAllBytes();
        return;
      } catch (IOException e) {
        TimeUnit.MILLISECONDS.sleep(50); // It does not listen yet.
      }
    }
    throw new IOException("chromedriver was not ready within half a minute");
  }

  private HttpResponse<String> send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(sessions + path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  private static JsonNode value(HttpResponse<String> response) {
    JsonNode value = Output.parse(response.body()).path("value");
    if (response.statusCode() != 200) {
      throw new AssertionError(value.path("error").asText() + ": " + value.path("message"));
    }
    return value;
  }

  private JsonNode call(String path, ObjectNode body) {
    return value(send("POST", session + path, body.toString()));
  }

  private JsonNode cdp(String command, String parameters) {
    ObjectNode body = Output.object().put("cmd", command);
    body.set("params", Output.parse(parameters));
    return call("/goog/cdp/execute", body);
  }

  void open(String address) {
    var unused = call("/url", Output.object().put("url", address));
  }

  /** Runs a script in the page; {@code arguments[0]} and so on are texts. */
  JsonNode run(String script, String... arguments) {
    ObjectNode body = Output.object().put("script", script);
    ArrayNode args = body.putArray("args");
    List.of(arguments).forEach(args::add);
    return call("/execute/sync", body);
  }

  /** Waits until an expression is true. */
  void await(String expression) throws InterruptedException {
    for (int i = 0; i < GLANCES; i++) {
      if (run("return Boolean(" + expression + ");").asBoolean()) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
    String shown = text("body");
    throw new AssertionError("not within half a minute: " + expression + "; shown is: " + shown);
  }

  /** Waits until some words are shown. */
  void awaitText(String words) throws InterruptedException {
    await("document.body.innerText.includes(" + '"' + words + "\")");
  }

  String text(String selector) {
    return run("return document.querySelector(arguments[0])?.innerText ?? '';", selector).asText();
  }

  private String element(String selector) {
    ObjectNode body = Output.object().put("using", "css selector").put("value", selector);
    return call("/element", body).path(ELEMENT).asText();
  }

  /** Clicks as a mouse does: what is covered or not shown cannot be clicked. */
  void click(String selector) {
    var unused = call("/element/" + element(selector) + "/click", Output.object());
  }

  /** Types into a field. */
  void type(String selector, String text) {
    var unused =
        call("/element/" + element(selector) + "/value", Output.object().put("text", text));
  }

  /** Presses keys, wherever the focus is. */
  void press(String keys) {
    ObjectNode body = Output.object();
    ObjectNode source = body.putArray("actions").addObject().put("type", "key").put("id", "keys");
    ArrayNode actions = source.putArray("actions");
    keys.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            key -> {
              actions.addObject().put("type", "keyDown").put("value", key);
              actions.addObject().put("type", "keyUp").put("value", key);
            });
    var unused = call("/actions", body);
  }

  void intoFrame(String selector) {
    ObjectNode body = Output.object();
    body.putObject("id").put(ELEMENT, element(selector));
    var unused = call("/frame", body);
  }

  boolean hasDialog() {
    return send("GET", session + "/alert/text", "").statusCode() == 200;
  }

  /** Sets how wide the page is shown. */
  void width(int pixels) {
    var unused =
        cdp(
            "Emulation.setDeviceMetricsOverride",
            "{\"width\":"
                + pixels
                + ",\"height\":812,\"deviceScaleFactor\":1,\"mobile\":"
                + (pixels < 600)
                + "}");
  }

  /** Sets what the system prefers: {@code light} or {@code dark}. */
  void scheme(String name) {
    var unused =
        cdp(
            "Emulation.setEmulatedMedia",
            "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"" + name + "\"}]}");
  }

  /** Keeps what is seen. */
  void screenshot(String name) throws IOException {
    Files.createDirectories(SCREENSHOTS);
    byte[] png =
        Base64.getDecoder().decode(value(send("GET", session + "/screenshot", "")).asText());
    Files.write(SCREENSHOTS.resolve(name + ".png"), png);
  }

  @Override
  public void close() {
    try {
      var unused = send("DELETE", session, "");
    } finally {
      driver.destroy();
      client.close();
    }
  }
}

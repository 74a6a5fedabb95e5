package io.runbookmemory.examples.daemon;

import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.daemon.config.ConfigFile;
import io.runbookmemory.examples.daemon.config.DaemonConfig;
import io.runbookmemory.examples.daemon.memory.Stores;
import io.runbookmemory.examples.daemon.observe.DaemonMeters;
import io.runbookmemory.examples.daemon.observe.EventLog;
import io.runbookmemory.examples.daemon.pipeline.Parts;
import io.runbookmemory.examples.remedy.action.RemedyRoom;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import io.runbookmemory.tool.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A daemon in this process, at a port of its own, and a client of it. */
final class RunningDaemon implements AutoCloseable {

  private final HttpClient client = HttpClient.newHttpClient();
  private final StringWriter log = new StringWriter();
  private final Daemon daemon;

  private RunningDaemon(
      Path file,
      Supplier<EmbeddingModel> model,
      InstantSource clock,
      Function<RemedyRoom, List<Tool>> own) {
    DaemonConfig otherwise = DaemonConfig.DEFAULT.at(0);
    Supplier<DaemonConfig> reader = () -> ConfigFile.read(file, Map.of(), otherwise);
    Parts.Tools tools =
        new Parts.Tools(new DaemonMeters(), new EventLog(new PrintWriter(log), clock), clock);
    this.daemon = Daemon.start(reader, Stores.open(reader.get(), model), tools, own);
  }

  static RunningDaemon start(Path folder, String yaml) {
    return start(folder, yaml, FakeEmbeddingModel::new, InstantSource.system());
  }

  static RunningDaemon start(
      Path folder, String yaml, Supplier<EmbeddingModel> model, InstantSource clock) {
    return new RunningDaemon(write(folder, yaml), model, clock, room -> List.of());
  }

  /** Starts one with tools of its own; what they do is written down in the folder. */
  static RunningDaemon withTools(Path folder, String yaml, InstantSource clock, List<Tool> own) {
    String audited = yaml + audit(folder);
    return new RunningDaemon(write(folder, audited), FakeEmbeddingModel::new, clock, room -> own);
  }

  /** Starts one that acts on the cluster of remedy.yaml, with remedies of its own beside. */
  static RunningDaemon withRemedies(
      Path folder, String yaml, Function<RemedyRoom, List<Tool>> own) {
    String acting = yaml + audit(folder).replace("}", ", remedy: remedy.yaml}");
    return new RunningDaemon(
        write(folder, acting), FakeEmbeddingModel::new, InstantSource.system(), own);
  }

  /** Returns the part of a configuration that keeps the audit log in a folder. */
  static String audit(Path folder) {
    try {
      Files.writeString(folder.resolve("audit.key"), "a secret of these tests alone\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "tools: {audit: audit, key: audit.key}\n";
  }

  /** Returns the files of the audit log in a folder: their names, and what they hold. */
  static String audited(Path folder) {
    try (Stream<Path> files = Files.list(folder.resolve("audit"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.toList()) {
        all.append(file.getFileName()).append('\n').append(Files.readString(file));
      }
      return all.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the configuration, for the next start or reload. */
  static Path write(Path folder, String yaml) {
    try {
      return Files.writeString(folder.resolve("arm.yaml"), "version: 1\n" + yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return daemon.port();
  }

  HttpResponse<String> post(String path, String body, String... headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
    if (headers.length == 0) {
      request.header("Content-Type", "application/json");
    } else {
      request.headers(headers);
    }
    return send(request);
  }

  HttpResponse<String> alerts(String... alerts) {
    return post("/webhooks/alertmanager", AlertPost.of(alerts));
  }

  HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), RunningDaemon::body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }

  /** Reads a body; of a stream, which has no end, the head alone. */
  private static BodySubscriber<String> body(HttpResponse.ResponseInfo head) {
    boolean endless =
        head.headers().firstValue("Content-Type").filter("text/event-stream"::equals).isPresent();
    return endless
        ? BodySubscribers.mapping(BodySubscribers.ofPublisher(), RunningDaemon::left)
        : BodyHandlers.ofString().apply(head);
  }

  private static String left(Flow.Publisher<?> events) {
    events.subscribe(
        new Flow.Subscriber<Object>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.cancel();
          }

          @Override
          public void onNext(Object item) {}

          @Override
          public void onError(Throwable fault) {}

          @Override
          public void onComplete() {}
        });
    return "";
  }

  /** Sends a request to the letter, and returns all that comes until the daemon closes. */
  String raw(String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
        .timeout(Duration.ofSeconds(60));
  }

  /** Waits until the metrics have a line. */
  void awaitMetric(String line) throws InterruptedException {
    String last = "";
    for (int i = 0; i < 3_000; i++) {
      last = get("/metrics").body();
      if (last.contains(line)) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("no " + line + " within a minute: " + last);
  }

  String log() {
    return log.toString();
  }

  /** The daemon waits a second for a connection that somebody keeps for later. */
  @Override
  public void close() {
    client.shutdown();
    daemon.close();
    client.close();
  }
}

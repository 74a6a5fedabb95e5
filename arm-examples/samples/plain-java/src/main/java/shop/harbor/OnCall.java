package shop.harbor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.RunbookMemory;
import io.runbookmemory.alert.Alert;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.lucene.LuceneMemoryStore;
import io.runbookmemory.oncall.page.PlanText;
import io.runbookmemory.recall.Situation;
import io.runbookmemory.recall.context.ContextForm;
import io.runbookmemory.store.MemoryStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An on-call service with a memory: alerts in, plans out. */
public final class OnCall implements AutoCloseable {

  private static final int MOST_BYTES = 1 << 20;

  private final EmbeddingModel model;
  private final MemoryStore store;
  private final RunbookMemory memory;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private OnCall(Path folder, EmbeddingModel model, int port) throws IOException {
    this.model = model;
    this.server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    this.store = LuceneMemoryStore.open(folder);
    this.memory = RunbookMemory.builder(store).model(model).build();
    server.setExecutor(threads);
    server.createContext("/memories", exchange -> answer(exchange, this::remember));
    server.createContext("/alerts", exchange -> answer(exchange, this::plans));
  }

  /** Opens the memory of a folder and listens on loopback; 0 for any port that is free. */
  public static OnCall start(Path folder, EmbeddingModel model, int port) throws IOException {
    OnCall service = new OnCall(folder, model, port);
    service.server.start();
    return service;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private String remember(String words) {
    return memory.remember(words).getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** Returns a plan for each alert of Alertmanager's message that fires. */
  private String plans(String message) throws JsonProcessingException {
    StringBuilder plans = new StringBuilder();
    for (JsonNode one : new ObjectMapper().readTree(message).path("alerts")) {
      if (one.path("status").asText("firing").equals("firing")) {
        Alert alert = alert(one);
        Situation situation = Situation.builder(alert, Instant.now()).build();
        plans.append(alert.name().orElse("an alert without a name")).append('\n');
        plans.append(PlanText.render(memory.plan(situation), ContextForm.PLAIN)).append('\n');
      }
    }
    return plans.toString();
  }

  private static Alert alert(JsonNode one) {
    return new Alert(
        texts(one.path("labels")),
        texts(one.path("annotations")),
        Instant.parse(one.path("startsAt").asText()));
  }

  private static Map<String, String> texts(JsonNode node) {
    Map<String, String> texts = new HashMap<>();
    node.properties().forEach(one -> texts.put(one.getKey(), one.getValue().asText()));
    return texts;
  }

  private interface Door {
    String answer(String body) throws IOException;
  }

  private static void answer(HttpExchange exchange, Door door) throws IOException {
    try (exchange) {
      int status = 200;
      String words;
      byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
      if (!exchange.getRequestMethod().equals("POST")) {
        status = 405;
        words = "POST is what this takes";
      } else if (body.length > MOST_BYTES) {
        status = 413;
        words = "at most " + MOST_BYTES + " bytes";
      } else {
        try {
          words = door.answer(new String(body, StandardCharsets.UTF_8));
        } catch (JsonProcessingException | DateTimeParseException e) {
          status = 400;
          words = "not as Alertmanager sends it";
        }
      }
      byte[] reply = words.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      exchange.sendResponseHeaders(status, reply.length == 0 ? -1 : reply.length);
      exchange.getResponseBody().write(reply);
    }
  }

  /** Ends what is under way, then closes the memory. */
  @Override
  public void close() {
    server.stop(5);
    threads.close();
    memory.close();
    store.close();
    model.close();
  }
}

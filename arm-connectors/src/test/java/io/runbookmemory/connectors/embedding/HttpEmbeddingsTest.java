package io.runbookmemory.connectors.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.runbookmemory.embedding.Embedding;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.error.ConfigurationException;
import io.runbookmemory.error.UnavailableException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a server in this process that answers in the shape of OpenAI's documentation. */
@Timeout(120)
class HttpEmbeddingsTest {

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String KEY = "sk-test-0123456789abcdef";

  private record Answer(int status, String body, String retryAfter) {}

  private final List<JsonNode> asked = Collections.synchronizedList(new ArrayList<>());
  private final List<String> keys = Collections.synchronizedList(new ArrayList<>());
  private final Deque<Answer> answers = new ArrayDeque<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/embeddings", this::answer);
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = MAPPER.readTree(exchange.getRequestBody());
    asked.add(request);
    keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
    Answer answer = answers.isEmpty() ? new Answer(200, vectors(request), "") : answers.pop();
    if (answer.status() == 0) {
      exchange.close();
      return;
    }
    if (!answer.retryAfter().isEmpty()) {
      exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
    }
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  /** Each text's length and 1, the last text first: the order is told by the index alone. */
  private static String vectors(JsonNode request) {
    StringBuilder data = new StringBuilder();
    for (int i = request.path("input").size() - 1; i >= 0; i--) {
      int length = request.path("input").get(i).asText().length();
      data.append(data.isEmpty() ? "" : ",")
          .append("{\"object\":\"embedding\",\"index\":" + i)
          .append(",\"embedding\":[" + length + ",1]}");
    }
    return "{\"object\":\"list\",\"data\":["
        + data
        + "],\"model\":\"small\",\"usage\":{\"prompt_tokens\":8,\"total_tokens\":8}}";
  }

  private HttpEmbeddings.Builder builder() {
    URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1");
    return HttpEmbeddings.builder(base, "small").apiKey(KEY);
  }

  @Test
  void textsBecomeVectorsInTheirOrderAndAsManyAtATimeAsTheServerTakes() {
    EmbeddingModel model = builder().batch(2).model(2).queryInstruction("query: ").build();

    assertThat(model.embedPassages(List.of("a", "bb", "ccc")))
        .containsExactly(Embedding.of(1, 1), Embedding.of(2, 1), Embedding.of(3, 1));
    assertThat(model.embedQuery("why")).isEqualTo(Embedding.of(10, 1));

    assertThat(asked).hasSize(3);
    assertThat(asked.getFirst().path("model").asText()).isEqualTo("small");
    assertThat(asked.getFirst().path("input").size()).isEqualTo(2);
    assertThat(keys).containsOnly("Bearer " + KEY);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 408, 429, 500, 502, 503, 504})
  void whatAMomentMayMendIsTriedAgain(int status) {
    answers.add(new Answer(status, "{\"error\":{\"message\":\"wait\"}}", ""));

    assertThat(builder().build().embed(List.of("a"))).hasSize(1);
    assertThat(asked).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void theServerSaysHowLongToWait() {
    answers.add(new Answer(429, "", "1"));

    long begin = System.nanoTime();
    builder().build().embed(List.of("a"));

    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
  }

  @Test
  void itDoesNotWaitLongerThanItsPatience() {
    answers.add(new Answer(429, "", "3600"));

    assertThatThrownBy(() -> builder().build().embed(List.of("a")))
        .isInstanceOf(UnavailableException.class)
        .hasMessageEndingWith("must answer within 30 s, the last try ended with: status 429");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "401, check the API key",
    "403, check the API key",
    "404, check the address and that it has the model small",
    "413, 'send fewer texts at a time, or smaller passages'",
    "400, check what was asked for",
    "302, it has moved; give its new address",
  })
  void whatNoMomentMendsIsRefusedAtOnceAndSaysWhatToDo(int status, String toDo) {
    answers.add(new Answer(status, "{\"error\":{\"message\":\"no: " + KEY + "\"}}", ""));

    assertThatThrownBy(() -> builder().build().embed(List.of("a")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("answered with status " + status + ": " + toDo)
        .hasMessageEndingWith("it says: no: [REDACTED:credential]");
    assertThat(asked).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>",
        "{}",
        "{\"data\":[]}",
        "{\"data\":[{\"index\":0}]}",
        "{\"data\":[{\"index\":7,\"embedding\":[1,2]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":\"AAAA\"}]}"
      })
  void anAnswerThatIsNoVectorsIsRefused(String body) {
    answers.add(new Answer(200, body, ""));

    assertThatThrownBy(() -> builder().build().embed(List.of("a")))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("must answer as documented, gave");
  }

  @Test
  void vectorsOfAnotherDimensionAreRefused() {
    assertThatThrownBy(() -> builder().model(1536).build().embedQuery("a"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("small must give vectors of 1536 dimensions, gave one of 2");
  }

  @Test
  void aServerThatIsNotThereIsUnavailable() {
    server.stop(0);

    assertThatThrownBy(() -> builder().patience(Duration.ofMillis(500)).build().embed(List.of("a")))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("/v1/embeddings must answer within");
  }

  @Test
  void nonsenseIsTheCallersBug() {
    assertThatThrownBy(() -> HttpEmbeddings.builder(URI.create("ftp://host/v1"), "small"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> HttpEmbeddings.builder(URI.create("http://me:pw@host/v1"), "small"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("pw");
    assertThatThrownBy(() -> builder().batch(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().patience(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the commands that call tools write into incidents that nobody named. */
@Timeout(180)
class ActCommandsTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;
  private String store = "";

  @BeforeEach
  void prepare() throws IOException {
    store = "sqlite:" + folder.resolve("arm.db");
    Files.writeString(folder.resolve("key"), "a1".repeat(32) + "\n");
    Ran.arm("remember", "503s at checkout. Fix: recycled the pool.", "--store", store).ok();
  }

  private String open(String service) throws IOException {
    String title = service + " is down";
    Ran.arm("incidents", "open", title, "--service", service, "--store", store).ok();
    String listed = Ran.arm("incidents", "list", "--json", "--store", store).ok().out();
    for (JsonNode one : JSON.readTree(listed).findParents("id")) {
      if (one.path("title").asText().equals(title)) {
        return one.path("id").asText();
      }
    }
    throw new AssertionError("no incident of " + service + " in " + listed);
  }

  private String shown(String id) {
    return Ran.arm("incidents", "show", id, "--store", store).ok().out();
  }

  private List<Object> words(Object... some) {
    List<Object> words = new ArrayList<>(Arrays.asList(some));
    words.addAll(List.of("--store", store, "--audit", folder.resolve("audit")));
    words.addAll(List.of("--key", folder.resolve("key")));
    return words;
  }

  private McpSyncClient client(Object... more) {
    List<Object> words = words("mcp", "--role", "responder");
    words.addAll(Arrays.asList(more));
    return McpClients.start(
        new ForkedJvm(folder).java(List.of(), Arm.class.getName(), words.toArray()));
  }

  private static McpSchema.CallToolResult record(
      McpSyncClient client, String text, Map<String, Object> meta) {
    return client.callTool(
        McpSchema.CallToolRequest.builder("memory_record_incident")
            .arguments(Map.of("text", text))
            .meta(meta)
            .build());
  }

  @Test
  void aClientsCallsAreInTheOpenIncidentAndInTheOneItsRequestNamesWhereSeveralAre()
      throws IOException {
    String checkout = open("checkout");
    McpSyncClient client = client();
    try {
      McpClients.call(client, "lookup_runbook", Map.of("text", "503s at checkout"));
      record(client, "The pool leaked at checkout. Fix: a restart.", Map.of());
      assertThat(shown(checkout)).contains("memory_record_incident").doesNotContain("lookup");

      String search = open("search");
      String told = McpClients.text(record(client, "Search was slow. Fix: an index.", Map.of()));
      assertThat(told).startsWith("DONE.").contains("2 incidents are open there", search, checkout);
      assertThat(shown(search)).doesNotContain("memory_record_incident");

      Map<String, Object> meta = Map.of("io.runbookmemory/incident", search);
      record(client, "Search lost a shard. Fix: a new node.", meta);
      assertThat(shown(search)).contains("memory_record_incident", "lost a shard");
      assertThat(shown(checkout)).doesNotContain("shard");

      Map<String, Object> wrong = Map.of("io.runbookmemory/incident", "that one");
      assertThat(McpClients.text(record(client, "Search is fine.", wrong)))
          .startsWith("REFUSED")
          .contains("an id must be a UUID");
    } finally {
      client.close();
    }
  }

  @Test
  void aClientWhoseCallsAreNotToBeWrittenDownLeavesTheIncidentAsItWas() throws IOException {
    String checkout = open("checkout");
    McpSyncClient client = client("--no-journal");
    try {
      record(client, "The pool leaked at checkout. Fix: a restart.", Map.of());
    } finally {
      client.close();
    }

    assertThat(shown(checkout)).doesNotContain("memory_record_incident");
  }

  @Test
  void whatAPlaybookWouldDoIsInTheOpenIncident() throws IOException {
    Path playbooks = Files.createDirectory(folder.resolve("playbooks"));
    Files.writeString(
        playbooks.resolve("note.yaml"),
        """
        apiVersion: runbookmemory.io/v1
        kind: RemediationPlaybook
        metadata: {name: note}
        spec:
          trigger: {alert: CheckoutSlow}
          actions:
            - {type: memory_record_incident, arguments: {text: checkout was slow}}
        """);
    String checkout = open("checkout");
    List<Object> words = words("playbooks", "run", "note", playbooks, "--dry-run");
    words.add("--service");

    Ran.arm(with(words, "search")).ok();
    Ran.arm(with(words, "checkout", "--no-journal")).ok();
    assertThat(shown(checkout)).doesNotContain("memory_record_incident");
    Ran.arm(with(words, "checkout")).ok();
    assertThat(shown(checkout)).contains("dry run: memory_record_incident", "(skipped)");
  }

  private static Object[] with(List<Object> words, Object... more) {
    List<Object> all = new ArrayList<>(words);
    all.addAll(Arrays.asList(more));
    return all.toArray();
  }

  @Test
  void aRemedyThatFailedIsInTheOpenIncident() throws IOException {
    String checkout = open("checkout");
    Path config = folder.resolve("remedy.yaml");
    Files.writeString(
        config,
        """
        version: 1
        kubernetes:
          cluster: eu
          namespaces: [checkout, search]
          maxReplicas: 9
        """);
    String master = System.setProperty("kubernetes.master", "http://127.0.0.1:1");
    try {
      List<Object> words = words("remedy", "run", "retry_sync", "--config", config, "--dry-run");
      words.addAll(List.of("--target", "application=shop", "--target"));
      Ran.arm(with(words, "namespace=search"));
      assertThat(shown(checkout)).doesNotContain("retry_sync");
      Ran.arm(with(words, "namespace=checkout"));
      assertThat(shown(checkout)).contains("dry run: retry_sync", "(failed)");
    } finally {
      if (master == null) {
        System.clearProperty("kubernetes.master");
      } else {
        System.setProperty("kubernetes.master", master);
      }
    }
  }
}

package io.runbookmemory.connectors.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.memory.Environments;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.Tenant;
import io.runbookmemory.memory.TrustTier;
import io.runbookmemory.memory.content.ResourceFact;
import io.runbookmemory.memory.graph.Neighbour;
import io.runbookmemory.memory.graph.ServiceGraph;
import io.runbookmemory.memory.json.MemoryJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The four formats as realistic files have them, and what they refuse. */
class ResourceFilesTest {

  private static final Path FIXTURES =
      Path.of("src/test/resources/io/runbookmemory/connectors/resource");

  private final ResourceFiles files =
      new ResourceFiles(
          new MemoryJson.Defaults(
              Tenant.DEFAULT, "ops", Instant.parse("2026-11-21T12:00:00Z"), Environments.DEFAULT));

  @TempDir private Path folder;

  private List<ResourceFiles.Read> read(String name, ResourceFormat format) {
    return files.read(FIXTURES.resolve(name), format);
  }

  private List<String> facts(String name, ResourceFormat format) {
    return read(name, format).stream().map(one -> one.memory().title()).toList();
  }

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void refuses(String name, String text, ResourceFormat format, String... says) {
    Path file = write(name, text);
    assertThatExceptionOfType(InvalidInputException.class)
        .isThrownBy(() -> files.read(file, format))
        .withMessageContainingAll(says);
  }

  @Test
  void kubernetesObjectsSayWhereAServiceRunsAndWhatItNeeds() {
    assertThat(facts("shop.yaml", ResourceFormat.KUBERNETES))
        .containsExactlyInAnyOrder(
            "checkout runs in namespace shop",
            "checkout is part of web-shop",
            "checkout has version 4.12.1",
            "checkout is managed by Helm",
            "checkout stores data on volume checkout-exports",
            "checkout depends on payments-api",
            "checkout depends on stock",
            "checkout depends on cart",
            "checkout depends on orders-db.example-cloud.net",
            "checkout depends on kafka",
            "checkout depends on flags",
            "checkout depends on checkout-web",
            "checkout-web selects checkout",
            "stock runs in namespace shop",
            "stock is managed by StockCluster main",
            "stock stores data on volume stock-data",
            "invoices runs in namespace shop",
            "invoices depends on checkout-web",
            "ingress shop routes to checkout-web",
            "ingress shop routes to stock",
            "autoscaler checkout scales checkout");
  }

  @Test
  void aListOfKubectlIsReadAsItsObjects() {
    assertThat(facts("money.json", ResourceFormat.KUBERNETES))
        .containsExactlyInAnyOrder(
            "payments runs in namespace money",
            "payments depends on ledger",
            "payments depends on payments-cache",
            "payments-api selects payments");
  }

  @Test
  void noValueOfAVariableIsTakenOver() {
    List<ResourceFiles.Read> all = new ArrayList<>(read("shop.yaml", ResourceFormat.KUBERNETES));
    all.addAll(read("money.json", ResourceFormat.KUBERNETES));

    for (ResourceFiles.Read one : all) {
      assertThat(one.memory().text()).doesNotContain("pa55w0rd").doesNotContain("s3cr3t");
    }
    assertThat(all)
        .map(one -> one.memory().text())
        .contains(
            "checkout depends on payments-api: PAYMENTS_URL of Deployment checkout-web",
            "checkout depends on flags: FLAGS of ConfigMap checkout-features, for Deployment"
                + " checkout-web");
  }

  @Test
  void twoFilesOfTwoTeamsMakeOneGraph() {
    List<Memory> memories = new ArrayList<>();
    read("shop.yaml", ResourceFormat.KUBERNETES).forEach(one -> memories.add(one.memory()));
    read("money.json", ResourceFormat.KUBERNETES).forEach(one -> memories.add(one.memory()));
    ServiceGraph graph = ServiceGraph.of(memories);

    assertThat(graph.dependenciesOf("invoices", 3))
        .map(one -> one.hops() + " " + one.service())
        .contains("1 checkout", "2 payments", "3 ledger");
    assertThat(graph.dependentsOf("payments", 2))
        .map(Neighbour::service)
        .contains("checkout", "invoices", "ingress shop");
  }

  @Test
  void aBackstageCatalogSaysWhoNeedsProvidesAndOwnsWhat() {
    assertThat(facts("catalog-info.yaml", ResourceFormat.BACKSTAGE))
        .containsExactlyInAnyOrder(
            "checkout depends on stock",
            "checkout depends on orders-db",
            "checkout consumes payments-api",
            "checkout is part of web-shop",
            "checkout is owned by team-buy",
            "checkout has lifecycle production",
            "payments provides payments-api",
            "payments is owned by team-money",
            "payments has lifecycle production",
            "checkout-widget is part of checkout",
            "checkout-widget is owned by team-buy",
            "checkout-widget has lifecycle experimental",
            "invoices depends on orders-db",
            "orders-db is owned by team-buy",
            "payments-api is owned by team-money",
            "payments-api has lifecycle production",
            "web-shop is part of retail",
            "web-shop is owned by team-buy",
            "team-buy is part of engineering");
  }

  @Test
  void serviceGraphMetricsSayWhoCalledWhom() {
    assertThat(facts("service-graph.prom", ResourceFormat.SERVICE_GRAPH))
        .containsExactly(
            "checkout calls payments",
            "checkout queries orders-db",
            "checkout sends messages to order-events",
            "say \"hi\" calls a\\b");
    assertThat(facts("service-graph.json", ResourceFormat.SERVICE_GRAPH))
        .containsExactly("web calls checkout", "checkout sends messages to payments");
  }

  @Test
  void aTableSaysOneFactARow() {
    assertThat(facts("dependencies.csv", ResourceFormat.CSV))
        .containsExactly(
            "checkout depends on payments",
            "checkout depends on orders, db",
            "cart was renamed to basket",
            "payments is insured by bank");
  }

  @Test
  void aFactIsAMemoryWithItsSourceKeyAndLine() {
    ResourceFiles.Read fact = read("dependencies.csv", ResourceFormat.CSV).get(1);

    assertThat(fact.place()).endsWith("dependencies.csv:3");
    assertThat(fact.memory().content())
        .isEqualTo(new ResourceFact("checkout", "depends on", "orders, db"));
    assertThat(fact.memory().scope().service()).isEqualTo("checkout");
    assertThat(fact.memory().provenance().source()).isEqualTo("ops");
    assertThat(fact.memory().provenance().key())
        .isEqualTo("resource/checkout depends on orders, db");
    assertThat(fact.memory().provenance().trust()).isEqualTo(TrustTier.CURATED);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.yaml, KUBERNETES",
    "money.json, KUBERNETES",
    "catalog-info.yaml, BACKSTAGE",
    "service-graph.prom, SERVICE_GRAPH",
    "service-graph.json, SERVICE_GRAPH",
    "dependencies.csv, CSV"
  })
  void aFormatIsKnownByItsContentAndReadTwiceIsTheSame(String name, ResourceFormat format) {
    assertThat(ResourceFormat.detect(FIXTURES.resolve(name))).contains(format);
    assertThat(read(name, format)).isEqualTo(read(name, format)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.yaml | services: {web: {image: x}}",
        "b.yaml | apiVersion: openslo/v1",
        "c.csv  | timestamp,good,total",
        "d.json | {\"alerts\": []}",
        "e.csv  | \"from,to"
      })
  void whatLooksLikeNoneOfThemIsNone(String name, String text) {
    assertThat(ResourceFormat.detect(write(name, text))).isEmpty();
  }

  @Test
  void aWordNamesAFormat() {
    assertThat(ResourceFormat.of("Service-Graph")).contains(ResourceFormat.SERVICE_GRAPH);
    assertThat(ResourceFormat.of("terraform")).isEmpty();
  }

  @Test
  void whatIsWrongInAFileRefusesItWithLineAndField() {
    String good = "apiVersion: v1\nkind: Service\nmetadata: {name: a}\n---\n";
    refuses("a.yaml", good + "kind: [x]\n", ResourceFormat.KUBERNETES, "a.yaml:5", "kind must be");
    refuses(
        "b.yaml",
        good
            + """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: b}
            spec:
              template: {spec: {containers: [{env: [{value: x}]}]}}
            """,
        ResourceFormat.KUBERNETES,
        "b.yaml:9",
        "spec.template.spec.containers[0].env[0].name must be given");
    refuses("c.yaml", "kind: a\n  b: c\n", ResourceFormat.KUBERNETES, "c.yaml:2", "YAML");
    refuses(
        "d.yaml",
        """
        apiVersion: backstage.io/v1alpha1
        kind: Component
        metadata: {name: a}
        spec:
          dependsOn:
          - 'component:default/'
        """,
        ResourceFormat.BACKSTAGE,
        "d.yaml:6",
        "spec.dependsOn[0] must be a reference");
  }

  @Test
  void whatIsWrongInALineRefusesItWithItsNumber() {
    refuses(
        "e.prom",
        """
        traces_service_graph_request_total{client="a",server="b"} 1
        traces_service_graph_request_total{client="a",server="b" 1
        """,
        ResourceFormat.SERVICE_GRAPH,
        "e.prom:2",
        "must be written as");
    refuses(
        "f.prom",
        "traces_service_graph_request_total{client=\"a\"} 1\n",
        ResourceFormat.SERVICE_GRAPH,
        "f.prom:1",
        "labels client and server");
    refuses(
        "g.json",
        "{\"data\": {\"result\": [{\"metric\": {\"client\": \"a\", \"server\": \"b\"},\n"
            + "\"value\": [1, \"many\"]}]}}",
        ResourceFormat.SERVICE_GRAPH,
        "g.json:1",
        "must have a number for a value, got \"many\"");
    refuses("h.csv", "from,to\na,b\nc\n", ResourceFormat.CSV, "h.csv:3", "must have 2 fields");
    refuses("i.csv", "from,to\n,b\n", ResourceFormat.CSV, "i.csv:2", "must not be blank");
    refuses("j.csv", "a,b\n", ResourceFormat.CSV, "j.csv:1", "must name the columns from and to");
    refuses("k.csv", "from,to\na,\"b\n", ResourceFormat.CSV, "k.csv:2", "must end on its line");
    refuses("l.csv", "from,to\na," + "b".repeat(254), ResourceFormat.CSV, "at most 253 characters");
    refuses("m.csv", "from,to\n", ResourceFormat.CSV, "m.csv", "must state a fact as csv");
  }
}

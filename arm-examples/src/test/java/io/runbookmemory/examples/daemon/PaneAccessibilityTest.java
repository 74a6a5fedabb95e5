package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What axe-core finds in the pane: light and dark, wide and as narrow as a phone. */
@Timeout(300)
class PaneAccessibilityTest {

  private static final Path AXE = Path.of("src/test/npm/node_modules/axe-core/axe.min.js");

  /** A verdict as the API has them: the charts are drawn without a Prometheus. */
  private static final String VERDICT =
      """
      {slo: 'checkout-availability', service: 'checkout', objective: '0.999', known: true,
       summary: 'burns 14.4 times as fast as it may', verdict: 'PAGE', pair: '1h/5m',
       reasons: ['FAST_BURN'], budgetLeft: 0.42,
       ratios: {'5m': 0.02, '1h': 0.015, '30m': 0.003, '6h': 0.0004, '3d': null}}\
      """;

  @TempDir static Path temp;

  private static Browser browser;
  private static RunningDaemon daemon;
  private static String axe;
  private static String incident;
  private static String draft;

  @BeforeAll
  static void start() throws Exception {
    String advice = "axe-core is needed: npm ci in arm-examples/src/test/npm";
    if (!Files.exists(AXE) && System.getenv("CI") != null) {
      Assertions.fail(advice);
    }
    Assumptions.assumeTrue(Files.exists(AXE), advice);
    axe = Files.readString(AXE);
    browser = Browser.start(temp);
    daemon = RunningDaemon.start(temp, "store: \"memory:\"\n");
    ApiClient api = new ApiClient(daemon);
    String known = "Checkout: 503s, the pool was exhausted. Fix: raised max connections to 200.";
    api.post("/memories", Map.of("text", known, "service", "checkout"));
    String over = open(api, "Carts are empty", "cart");
    api.post("/incidents/" + over + "/resolution", Map.of("how", "flushed the cache of carts"));
    draft = api.get("/drafts").at("/items/0/id").asText();
    incident = open(api, "503s at checkout, pool exhausted", "checkout");
  }

  private static String open(ApiClient api, String title, String service) {
    return api.post("/incidents", Map.of("title", title, "symptom", title, "service", service))
        .path("id")
        .asText();
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (daemon != null) {
      daemon.close();
    }
  }

  private static void show(String hash) throws InterruptedException {
    browser.open("about:blank");
    browser.open("http://127.0.0.1:" + daemon.port() + "/" + hash);
    browser.await("document.getElementById('connection').textContent === 'live'");
    browser.await("!document.getElementById('main').innerText.includes('Loading')");
    var unused = browser.run(axe);
  }

  /** Returns what is serious or worse: the rule, and where. */
  private static List<String> violations() throws InterruptedException {
    var unused =
        browser.run(
            "window.found = null; axe.run(document, {resultTypes: ['violations']}).then(r => {"
                + " window.found = r; }, e => { window.found = {error: String(e)}; });");
    browser.await("window.found");
    JsonNode found = browser.run("return window.found;");
    assertThat(found.path("error").asText()).isEmpty();
    assertThat(browser.run("return window.found.passes.length;").asInt()).isGreaterThan(10);
    List<String> bad = new ArrayList<>();
    for (JsonNode one : found.path("violations")) {
      if (List.of("serious", "critical").contains(one.path("impact").asText())) {
        bad.add(one.path("id").asText() + " " + one.path("nodes").findValuesAsText("html"));
      }
    }
    return bad;
  }

  private static void looksWell(String name) throws InterruptedException, IOException {
    for (String scheme : List.of("light", "dark")) {
      for (int width : List.of(375, 1280)) {
        browser.scheme(scheme);
        browser.width(width);
        browser.screenshot("axe-" + name + "-" + scheme + "-" + width);
        assertThat(violations()).as(name + " " + scheme + " " + width).isEmpty();
      }
    }
  }

  @Test
  void incidentsAndOneOfThem() throws Exception {
    show("#/incidents");
    browser.awaitText("Ended lately");
    looksWell("incidents");
    show("#/incidents/" + incident);
    browser.await("document.querySelector('ol.steps')");
    looksWell("incident");
    browser.click("#start-run");
    browser.awaitText("to carry this out");
    looksWell("carried-out");
  }

  @Test
  void silencesAndHowOneIsAskedFor() throws Exception {
    show("#/silences");
    browser.await("document.getElementById('silence-reason')");
    browser.type("#silence-alertname", "Slow");
    browser.type("#silence-reason", "a drill");
    browser.click("#silence");
    browser.awaitText("a drill");
    looksWell("silences");
  }

  @Test
  void draftsAndOneOfThem() throws Exception {
    show("#/drafts");
    browser.awaitText("waits for");
    looksWell("drafts");
    show("#/drafts/" + draft);
    browser.awaitText("How it reads");
    looksWell("draft");
  }

  @Test
  void memoriesAndDialogs() throws Exception {
    show("#/memories");
    browser.await("document.querySelector('[data-row]')");
    looksWell("memories");
    browser.click("#keys");
    looksWell("keys");
  }

  @Test
  void budgetsWithTheirCharts() throws Exception {
    show("#/budgets");
    var unused =
        browser.run(
            "import('/pane/budgets.js').then(m => document.getElementById('main').append(m.burn("
                + VERDICT
                + ")));");
    browser.await("document.querySelector('svg.chart')");
    assertThat(browser.run("return document.querySelector('svg').getAttribute('aria-label');"))
        .hasToString(
            "\"Burn rates 5m: 20.0 times, 30m: 3.0 times, 1h: 15.0 times, 6h: 0.4 times,"
                + " 3d: no data. Budget left 42 percent.\"");
    looksWell("budgets");
  }

  @Test
  void budgetsOverTime() throws Exception {
    show("#/budgets");
    var unused =
        browser.run(
            "import('/pane/budgets.js').then(m => document.getElementById('main').append(m.burn("
                + VERDICT
                + ", m.course({points: [0, 1, 2, 3].map(i => ({at: '2026-03-0' + (i + 1) +"
                + " 'T00:00:00Z', burn: [1, 20, 5, 2][i], budgetLeft: [0.9, 0.3, -0.1,"
                + " 0.42][i]}))}, null))));");
    browser.await("document.querySelectorAll('svg.chart').length === 3");
    List<String> labels = new ArrayList<>();
    browser
        .run("return [...document.querySelectorAll('svg')].map(s => s.getAttribute('aria-label'));")
        .forEach(one -> labels.add(one.asText()));
    assertThat(labels.get(1))
        .startsWith("Budget left from ")
        .endsWith(": at first 90 percent, at least -10 percent, now 42 percent.");
    assertThat(labels.get(2)).endsWith(": at most 20.0 times, now 2.0 times.");
    browser.width(375);
    assertThat(browser.run("return document.documentElement.scrollWidth;").asInt())
        .isLessThanOrEqualTo(375);
    looksWell("budgets-over-time");
  }

  @Test
  void whatWaitsForASecondPerson() throws Exception {
    show("#/approvals");
    browser.awaitText("Nothing waits for a second person.");
    looksWell("approvals");
  }

  @Test
  void whatIsBadIsFound() throws Exception {
    show("#/incidents");
    var unused =
        browser.run(
            "const b = document.createElement('button');"
                + " document.getElementById('main').append(b);");
    assertThat(violations()).anyMatch(one -> one.startsWith("button-name"));
  }
}

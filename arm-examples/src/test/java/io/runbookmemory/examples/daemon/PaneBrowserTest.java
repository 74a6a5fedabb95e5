package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.runbookmemory.embedding.EmbeddingModel;
import io.runbookmemory.examples.Ran;
import io.runbookmemory.onnx.OnnxEmbeddingModel;
import io.runbookmemory.testkit.FakeEmbeddingModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The pane as people use it, in a real Chromium. Each test starts what it needs. */
@Timeout(300)
@SuppressWarnings("NullAway.Init")
class PaneBrowserTest {

  private static final String KNOWN =
      "Checkout: 503s since 02:47, the database pool was exhausted. Fix: raised max connections"
          + " from 100 to 200. Cause: the flag service leaks connections.";

  @TempDir Path temp;

  private final Site framing = new Site();
  private RunningDaemon daemon;
  private boolean ended;
  private ApiClient api;
  private Browser browser;

  @AfterEach
  void stop() {
    if (browser != null) {
      browser.close();
    }
    if (daemon != null && !ended) {
      daemon.close();
    }
    framing.close();
  }

  private String store() {
    return "sqlite:" + temp.resolve("memory.db");
  }

  private void start(String more) throws Exception {
    start(more, FakeEmbeddingModel::new);
  }

  private void start(String more, Supplier<EmbeddingModel> model) throws Exception {
    browser = Browser.start(temp);
    daemon =
        RunningDaemon.start(temp, "store: " + store() + "\n" + more, model, InstantSource.system());
    api = new ApiClient(daemon);
  }

  private String address() {
    return "http://127.0.0.1:" + daemon.port() + "/";
  }

  private void open() throws InterruptedException {
    browser.open(address());
    browser.await("document.getElementById('connection').textContent === 'live'");
  }

  private JsonNode incident() {
    return api.get("/incidents").at("/items/0");
  }

  @Test
  void anAlertIsShownAsItComesAndIsClickedThroughToItsEnd() throws Exception {
    start("");
    api.post("/memories", Map.of("text", KNOWN, "service", "checkout"));
    open();
    browser.awaitText("Incidents: none open");
    daemon.alerts(AlertPost.firing("PoolExhausted", "checkout", "critical"));
    browser.awaitText("PoolExhausted of checkout");
    assertThat(browser.text("#live")).contains("New: PoolExhausted");
    browser.screenshot("incidents");
    browser.click("main a.card");
    browser.awaitText("raised max connections from 100 to 200");
    browser.awaitText("same service checkout");
    assertThat(browser.text("main")).contains("Verdict", "Recalled", "Plan", "Timeline");
    browser.screenshot("incident");

    browser.click("#acknowledge");
    browser.await("document.querySelector('.badge').textContent === 'acknowledged'");
    browser.click("#step-1-helped");
    browser.awaitText("(done, mitigated)");
    browser.type("#words", "raised it to 300");
    browser.click("#resolve");
    browser.await("document.querySelector('.badge').textContent === 'resolved'");
    assertThat(incident().path("state").asText()).isEqualTo("resolved");
    assertThat(incident().path("resolution").asText()).isEqualTo("raised it to 300");
    browser.await("document.getElementById('waiting').textContent !== ''");
    assertThat(browser.run("return performance.getEntriesByType('resource').map(e => e.name);"))
        .hasSizeGreaterThan(10)
        .allMatch(name -> name.asText().startsWith(address()));
  }

  @Test
  void aDraftIsLookedAtAndApproved() throws Exception {
    start("");
    String id =
        api.post("/incidents", Map.of("title", "Carts are empty", "symptom", "empty carts"))
            .path("id")
            .asText();
    api.post("/incidents/" + id + "/resolution", Map.of("how", "flushed the cache of the carts"));
    open();
    browser.click("nav a[data-view=drafts]");
    browser.awaitText("waits for");
    browser.click("main a.card");
    browser.awaitText("What it changes");
    browser.screenshot("draft");
    browser.click("#reject");
    browser.awaitText("Say why it is rejected");
    int waiting = api.get("/drafts").path("items").size();
    browser.click("#approve");
    browser.awaitText("approved: recalled from now on");
    assertThat(api.get("/drafts").path("items")).hasSize(waiting - 1);

    browser.click("nav a[data-view=memories]");
    browser.await("document.getElementById('search')");
    browser.type("#search", "carts are empty\n");
    browser.await("document.querySelector('ul.cards b')?.textContent === 'why '");
    browser.click("main a.card");
    browser.awaitText("History");
    browser.screenshot("memory");
    assertThat(browser.text("main")).contains("flushed the cache of the carts", "Revision");
  }

  @Test
  void theKeyboardAloneIsEnough() throws Exception {
    start("");
    for (String service : new String[] {"cart", "checkout"}) {
      daemon.alerts(AlertPost.firing("Slow", service, "critical"));
    }
    open();
    browser.await("document.querySelectorAll('[data-row]').length === 2");
    browser.press("\uE004\uE007"); // Tab, Enter: the skip link comes first.
    assertThat(browser.run("return document.activeElement.id;").asText()).isEqualTo("main");
    browser.press("jjk");
    String row = browser.run("return document.activeElement.id;").asText();
    assertThat(row).startsWith("row-");
    String outline = "return getComputedStyle(document.activeElement).outlineStyle;";
    assertThat(browser.run(outline).asText()).isEqualTo("solid");
    browser.press("\uE007");
    browser.await("document.getElementById('acknowledge')");
    browser.press("a");
    browser.await("document.querySelector('.badge').textContent === 'acknowledged'");
    browser.press("nseen it: jk\uE00C"); // n leads into the field, Escape out of it.
    browser.press("r");
    browser.await("document.querySelector('.badge').textContent === 'resolved'");
    String id = row.substring("row-".length());
    assertThat(api.get("/incidents/" + id).path("resolution").asText()).isEqualTo("seen it: jk");
    browser.press("?");
    browser.await("document.getElementById('help').open");
    assertThat(browser.text("#help")).contains("acknowledge the incident");
    browser.press("\uE00C");
    browser.await("!document.getElementById('help').open");
    browser.press("b");
    browser.awaitText("No objective is watched");
  }

  @Test
  void nothingFromOutsideBecomesMarkup() throws Exception {
    String bad = "<img src=x onerror='window.bad=1'><script>window.bad=1</script>";
    Path runbook = temp.resolve("runbooks").resolve("bad.md");
    Files.createDirectories(runbook.getParent());
    Files.writeString(
        runbook,
        "# Evil "
            + bad
            + "\n\n## Steps\n\n1. Look [here](javascript:window.bad=1) "
            + bad
            + "\n2. **Run** `<b>x</b>`\n\n```\n</code></pre>"
            + bad
            + "\n```\n");
    Ran.arm("ingest", String.valueOf(runbook.getParent()), "--store", store()).ok();
    start("", OnnxEmbeddingModel::bundled);
    daemon.alerts(AlertPost.firing("Evil " + bad, "pay" + bad, "critical"));
    open();
    browser.awaitText("<img src=x");
    browser.click("main a.card");
    browser.awaitText("Timeline");
    browser.await(
        "document.querySelector('ol.steps') || document.body.innerText.includes('steps.')");
    clean();
    String memory = api.get("/memories?kind=runbook").at("/items/0/id").asText();
    browser.open(address() + "#/memories/" + memory);
    browser.awaitText("What it says");
    clean();
  }

  private void clean() {
    assertThat(browser.hasDialog()).isFalse();
    assertThat(browser.run("return window.bad ?? 0;").asInt()).isZero();
    assertThat(browser.text("body")).contains("<img src=x");
    String injected =
        "img, #main script, body script, iframe, [onerror], [style], a[href^='javascript' i]";
    String count = "return document.querySelectorAll(arguments[0]).length;";
    assertThat(browser.run(count, injected).asInt()).isZero();
  }

  @Test
  void onAPhoneNothingIsToBeScrolledSideways() throws Exception {
    start("");
    String endless = "checkout-" + "x".repeat(150);
    api.post("/memories", Map.of("text", KNOWN, "service", "checkout"));
    daemon.alerts(AlertPost.firing("Pool" + "y".repeat(120), endless, "critical"));
    browser.width(375);
    open();
    browser.await("document.querySelector('[data-row]')");
    narrow("phone-incidents");
    browser.click("main a.card");
    browser.awaitText("Timeline");
    browser.await("document.querySelector('ol.steps, #main h3')");
    narrow("phone-incident");
    for (String view : new String[] {"drafts", "memories", "budgets", "silences"}) {
      browser.click("nav a[data-view=" + view + "]");
      browser.await("document.querySelector('nav [aria-current]').dataset.view === '" + view + "'");
      narrow("phone-" + view);
    }
  }

  private void narrow(String name) throws IOException {
    browser.screenshot(name);
    assertThat(browser.run("return document.documentElement.scrollWidth;").asInt())
        .as(name)
        .isLessThanOrEqualTo(375);
  }

  @Test
  void aDashboardOfAnAllowedOriginShowsItAndNobodyElse() throws Exception {
    Site foreign = new Site();
    try (foreign) {
      start("listen: {origins: [\"" + framing.origin() + "\"]}\n");
      framing.frames(address());
      foreign.frames(address());
      browser.open(framing.origin());
      browser.intoFrame("iframe");
      browser.awaitText("Incidents: none open");
      browser.open(foreign.origin());
      browser.intoFrame("iframe");
      browser.await("document.readyState === 'complete'");
      assertThat(browser.run("return document.getElementById('main') === null;").asBoolean())
          .isTrue();
    }
  }

  @Test
  void aTokenIsAskedForAndALostConnectionIsSaid() throws Exception {
    start("access: {tokens: [{name: ann, role: responder, token: ann-0123456789abcdef}]}\n");
    browser.open(address());
    browser.await("document.getElementById('login').open");
    browser.type("#token", "wrong-0123456789abcdef\n");
    browser.await("document.getElementById('login').open");
    browser.type("#token", "ann-0123456789abcdef\n");
    browser.awaitText("Incidents: none open");
    browser.await("document.getElementById('connection').textContent === 'live'");
    assertThat(browser.run("return document.cookie + localStorage.length;").asText())
        .isEqualTo("0");
    daemon.close();
    browser.awaitText("connection lost");
    browser.screenshot("lost");
    ended = true;
  }

  @Test
  void theFirstContentIsThereAtOnce() throws Exception {
    start("");
    open();
    String paint =
        "return performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? -1;";
    browser.await("performance.getEntriesByName('first-contentful-paint').length > 0");
    double millis = browser.run(paint).asDouble();
    System.out.println("first contentful paint of the pane: " + Math.round(millis) + " ms");
    assertThat(millis).isPositive();
  }
}

package io.runbookmemory.examples.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Steps that are carried out from the pane, and silences, in a browser. */
@Timeout(240)
class PaneRunsTest {

  @TempDir Path temp;

  private final FakePods pods = new FakePods();
  private RunningDaemon daemon;
  private Browser browser;
  private ApiClient ada;

  @BeforeEach
  void start() throws Exception {
    FakePods.remember(temp.resolve("memory.db"));
    String yaml =
        """
        store: "sqlite:%s"
        access:
          tokens:
            - {name: rosa, role: responder, token: rosa-0123456789abcdef}
            - {name: ada, role: admin, token: ada-0123456789abcdef}
        """
            .formatted(temp.resolve("memory.db"));
    browser = Browser.start(temp);
    daemon = RunningDaemon.withTools(temp, yaml, InstantSource.system(), pods.tools());
    ada = new ApiClient(daemon, "Authorization", "Bearer ada-0123456789abcdef");
    ada.post(
        "/incidents",
        Map.of("title", "Pool exhausted of checkout", "symptom", "503s", "service", "checkout"));
  }

  @AfterEach
  void stop() {
    browser.close();
    daemon.close();
  }

  private void signIn(String name) throws InterruptedException {
    browser.open("http://127.0.0.1:" + daemon.port() + "/");
    browser.await("document.getElementById('login').open");
    browser.type("#token", name + "-0123456789abcdef\n");
    browser.await("document.getElementById('connection').textContent === 'live'");
  }

  @Test
  void aStepIsLookedAtAskedForAgreedToByAnotherAndSeenInTheTimeline() throws Exception {
    signIn("rosa");
    browser.awaitText("Pool exhausted of checkout");
    browser.click("main a.card");
    browser.awaitText("Restart the pods");
    browser.click("#start-run");
    browser.awaitText("rosa began to carry this out");
    String restart = "#step-" + FakePods.RESTART;
    browser.click(restart + "-preview");
    browser.awaitText("dry run succeeded, rosa");
    browser.awaitText("dry run: restart_pods {}");
    assertThat(pods.done()).isEmpty();

    browser.click(restart + "-call");
    browser.awaitText("Waits for a second person until");
    browser.screenshot("plan-waits");
    browser.click(restart + "-approval");
    browser.await("document.getElementById('fault').textContent.includes('admin')");
    assertThat(browser.text(restart + "-rejection")).isEqualTo("Decline");
    String run = ada.get("/incidents/" + incident() + "/runs").at("/items/0/id").asText();
    ada.post("/runs/" + run + "/steps/" + FakePods.RESTART + "/approval", "{}");

    // The pane is told of what another person did, and shows what can be done now.
    browser.awaitText("ada agreed: rosa runs it, until");
    browser.awaitText("agreed to step 3 that rosa asked for");
    assertThat(pods.done()).isEmpty();
    browser.click(restart + "-call");
    browser.awaitText("restart_pods {} (done)");
    browser.screenshot("plan-ran");
    assertThat(pods.done()).containsExactly("restart_pods");
    browser.await("document.querySelector('" + restart + "-call') === null");
    assertThat(browser.text("main")).contains("restart_pods of 3 pods");
  }

  @Test
  void theKeyboardCarriesAStepOut() throws Exception {
    signIn("rosa");
    browser.awaitText("Pool exhausted of checkout");
    browser.press("j\uE007");
    browser.awaitText("Add pods");
    enter("start-run");
    browser.awaitText("rosa began to carry this out");
    String scale = "step-" + FakePods.SCALE + "-call";
    String label = "return document.getElementById('" + scale + "').getAttribute('aria-label');";
    assertThat(browser.run(label).asText()).isEqualTo("Run, step " + FakePods.SCALE);
    enter(scale);
    browser.awaitText("scale_up {} (done)");
    assertThat(browser.text("#live")).contains("run: succeeded");
    assertThat(pods.done()).containsExactly("scale_up");
  }

  /** Presses Enter on what the keyboard has come to. */
  private void enter(String id) throws Exception {
    browser.await("document.getElementById('" + id + "')");
    browser.run("document.getElementById('" + id + "').focus();");
    browser.press("\uE007");
  }

  private String incident() {
    return ada.get("/incidents").at("/items/0/id").asText();
  }

  @Test
  void aSilenceIsAskedForSeenAndLifted() throws Exception {
    signIn("rosa");
    browser.press("s");
    browser.awaitText("Nothing is silent.");
    browser.type("#silence-service", "cart");
    browser.click("#silence");
    browser.awaitText("Say why, in the field Reason.");
    browser.type("#silence-reason", "the database moves");
    browser.click("#silence");
    browser.awaitText("rosa: the database moves");
    browser.screenshot("silences");
    String id = ada.get("/silences").at("/items/0/id").asText();
    browser.width(375);
    assertThat(browser.run("return document.documentElement.scrollWidth;").asInt())
        .isLessThanOrEqualTo(375);
    browser.click("#lift-" + id);
    browser.awaitText("Nothing is silent.");
    assertThat(ada.get("/silences?all=true").at("/items/0/lifted_by").asText()).isEqualTo("rosa");
  }
}

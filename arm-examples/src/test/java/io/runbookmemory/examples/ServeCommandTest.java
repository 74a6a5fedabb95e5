package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.runbookmemory.examples.daemon.AlertPost;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code arm serve} as a command: it checks, it says why it cannot start, it ends when told to. */
@Timeout(180)
class ServeCommandTest {

  @TempDir Path temp;

  private Path config(String yaml) throws Exception {
    return Files.writeString(temp.resolve("arm.yaml"), "version: 1\n" + yaml);
  }

  @Test
  void aCheckSaysWhatItFoundAndOpensNothing() throws Exception {
    Path store = temp.resolve("store");
    Path config = config("mode: annotate\nchannels: [{name: me, kind: log}]\n");
    Ran checked =
        Ran.arm("serve", "--config", config, "--check", "--store", "lucene:" + store).ok();
    assertThat(checked.out()).contains("is valid: mode annotate, channels 1");
    assertThat(store).doesNotExist();
    assertThat(Ran.arm("serve", "--check").ok().out()).contains("the default configuration");
  }

  @Test
  void aCheckWarnsWhereOfAPageNobodyIsToldButTheLog() throws Exception {
    String hook =
        "mode: page\nchannels: [{name: a, kind: webhook, url: \"http://127.0.0.1/\"%s}]\n";
    String pager = "channels: [{name: p, kind: pagerduty, key: k, of: page}]\n";
    for (String quiet :
        List.of(
            "mode: annotate\n",
            "mode: annotate\n" + pager,
            hook.formatted(", of: ticket"),
            hook.formatted(", after: 10m"))) {
      Ran checked = Ran.arm("serve", "--config", config(quiet), "--check").ok();
      assertThat(checked.err()).as(quiet).contains("warning: of a page nobody is told at once");
    }
    for (String told : List.of("", "mode: shadow\n", "mode: page\n" + pager, hook.formatted(""))) {
      Ran checked = Ran.arm("serve", "--config", config(told), "--check").ok();
      assertThat(checked.err()).as(told).isEmpty();
    }
  }

  @Test
  void aConfigurationThatBreaksARuleIsRefusedWithItsLine() throws Exception {
    Ran.arm("serve", "--config", config("mode: loud\n"), "--check")
        .refused(3, "arm.yaml:2", "mode must be one of");
    Ran.arm(
            "serve",
            "--config",
            config("slos: {prometheus: \"http://a\", files: [no.yaml]}\n"),
            "--check")
        .refused(3, "no.yaml");
    Ran.arm(
            "serve",
            "--config",
            config("channels: [{name: hook, kind: webhook, url: \"http://example.com/x\"}]\n"),
            "--check")
        .refused(3, "the channel hook cannot be used", "https");
    Ran.arm("serve", "--config", temp.resolve("nowhere.yaml"), "--check")
        .refused(3, "nowhere.yaml");
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ran.arm("serve", "--store", "memory:", "--port", taken.getLocalPort())
          .refused(3, "cannot listen at 127.0.0.1:" + taken.getLocalPort(), "--port");
    }
  }

  @Test
  void aCheckWarnsWhereNoToolCouldBeCalled() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "no folder");
    Ran nowhere =
        Ran.arm("serve", "--check", "--store", "sqlite:" + file.resolve("memory.db")).ok();
    // Of tools.key, unless the commands have made a key on this machine.
    assertThat(nowhere.err()).contains("no tool can be called", "set tools.");

    Files.writeString(temp.resolve("audit.key"), "a secret of this test alone\n");
    Path config = config("tools: {key: audit.key, audit: file/audit}\n");
    Ran logless = Ran.arm("serve", "--check", "--config", config, "--store", "memory:").ok();
    assertThat(logless.err()).contains("file/audit", "set tools.audit");

    Path usable = config("tools: {key: audit.key, audit: audit}\n");
    assertThat(Ran.arm("serve", "--check", "--config", usable, "--store", "memory:").ok().err())
        .doesNotContain("no tool");
  }

  @Test
  void aTerminationAmidRecallsEndsThemAndIsNoCrash() throws Exception {
    ForkedJvm jvm = new ForkedJvm(temp);
    String store = "sqlite:" + temp.resolve("memory.db");
    List<String> options = List.of("-XX:ErrorFile=" + temp.resolve("crash.log"));
    Process daemon = jvm.arm(options, "serve", "--port", 0, "--store", store);
    await(jvm, daemon, "\"event\":\"listening\"");
    assertThat(jvm.said("err")).contains("whoever calls from this machine", "set access");
    List<String> alerts = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      alerts.add(AlertPost.firing("Alert" + i, "service" + i, "page"));
    }
    assertThat(post(port(jvm), AlertPost.of(alerts))).isEqualTo(200);
    await(jvm, daemon, "\"event\":\"alert\"");

    daemon.destroy();

    assertThat(daemon.waitFor(120, TimeUnit.SECONDS)).isTrue();
    assertThat(daemon.exitValue()).as(() -> jvm.said("err")).isEqualTo(143);
    assertThat(jvm.said("out")).contains("\"event\":\"stopped\"").doesNotContain("waiting\":\"0");
    assertThat(temp.resolve("crash.log")).doesNotExist();
  }

  private static void await(ForkedJvm jvm, Process daemon, String word) throws Exception {
    while (!jvm.said("out").contains(word)) {
      assertThat(daemon.isAlive()).as(() -> jvm.said("err")).isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  private static String port(ForkedJvm jvm) {
    Matcher port = Pattern.compile("\"port\":\"(\\d+)\"").matcher(jvm.said("out"));
    assertThat(port.find()).isTrue();
    return port.group(1);
  }

  private static int post(String port, String body) throws Exception {
    URI door = URI.create("http://127.0.0.1:" + port + "/webhooks/alertmanager");
    HttpRequest request =
        HttpRequest.newBuilder(door)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  @Test
  void itEndsOnATerminationAndSaysSo() throws Exception {
    ForkedJvm jvm = new ForkedJvm(temp);
    Path config = config("memory: {enabled: false}\nlisten: {host: 0.0.0.0}\n");
    String store = "sqlite:" + temp.resolve("memory.db");
    Process daemon = jvm.arm(List.of(), "serve", "--config", config, "--port", 0, "--store", store);
    while (!jvm.said("out").contains("\"event\":\"listening\"")) {
      assertThat(daemon.isAlive()).as(() -> jvm.said("err")).isTrue();
      TimeUnit.MILLISECONDS.sleep(10);
    }
    daemon.destroy();
    assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(jvm.said("out")).contains("\"event\":\"stopped\"");
    assertThat(jvm.said("err"))
        .contains("arm: warning: listens at 0.0.0.0", "set listen.token")
        .doesNotContain("Exception");
  }

  @Test
  void aTerminationDoesNotWaitForAStoreThatHangs() throws Exception {
    ForkedJvm jvm = new ForkedJvm(temp);
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String store = "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/arm?user=arm";
      Process daemon = jvm.arm(List.of(), "serve", "--port", 0, "--store", store);
      silent.setSoTimeout(120_000);
      try (Socket connection = silent.accept()) {
        daemon.destroy();
        assertThat(daemon.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(daemon.exitValue()).as(() -> jvm.said("err")).isEqualTo(143);
        assertThat(connection.isConnected()).isTrue();
      }
    }
    assertThat(jvm.said("out")).doesNotContain("listening", "stopped");
  }
}

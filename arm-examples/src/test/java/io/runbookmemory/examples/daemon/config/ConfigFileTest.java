package io.runbookmemory.examples.daemon.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.access.Role;
import io.runbookmemory.learn.analysis.Activity;
import io.runbookmemory.learn.analysis.Schedule;
import io.runbookmemory.learn.analysis.Schedule.QuietHours;
import io.runbookmemory.oncall.noise.NoisePolicy;
import io.runbookmemory.slo.Verdict;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of("TOKEN", "s3cr3t", "PORT", "9999", "EMPTY", "", "LINES", "a\nmode: page");

  private static final String EVERYTHING =
      """
      version: 1
      mode: page
      listen: {host: 0.0.0.0, port: "${PORT}", token: "${TOKEN}", maxBody: 65536}
      store: sqlite:/var/lib/arm/memory.db
      tenant: shop
      memory: {enabled: false, deadline: 1s, embeddings: 3, left: [dana]}
      queue: {most: 500, retention: 7d}
      noise: {groupBy: [service], repeat: 1h, quiet: 10m}
      slos: {prometheus: "http://127.0.0.1:9090", files: [slo.yaml], interval: 2m}
      deployments: {enabled: false}
      metrics: {enabled: false}
      analysis:
        zone: Europe/Berlin
        quiet: 01:00-05:00
        look: 10s
        schedules: {correlation: 3h, playbooks: "0 3 * * 0", temporal: off, foresight: 2h}
        resources: resources.yaml
        prometheus: http://127.0.0.1:9090
        token: "${TOKEN}"
      channels:
        - {name: chat, kind: slack, token: "${TOKEN}", channel: C1, of: [page, ticket, log]}
        - {name: pager, kind: pagerduty, key: "${TOKEN}", of: page}
        - {name: post, kind: mail, host: mail.example, from: arm@example.com,
           to: [team@example.com]}
      """;

  @TempDir Path temp;

  private DaemonConfig read(String yaml) {
    try {
      Path file = Files.writeString(temp.resolve("arm.yaml"), yaml);
      return ConfigFile.read(file, ENVIRONMENT, DaemonConfig.DEFAULT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aVersionAloneIsTheDefault() {
    assertThat(read("version: 1\n")).isEqualTo(DaemonConfig.DEFAULT);
    assertThat(DaemonConfig.DEFAULT.listen().isLoopback()).isTrue();
    assertThat(DaemonConfig.DEFAULT.mode()).isEqualTo(Mode.SHADOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# emptied\n", "---\n...\n", "mode: page\n"})
  void aFileThatDoesNotSayItsVersionIsRefused(String yaml) {
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContainingAll("arm.yaml:1", "version must be given");
  }

  @Test
  void everyPartIsRead() {
    DaemonConfig read = read(EVERYTHING);

    assertThat(read.mode()).isEqualTo(Mode.PAGE);
    assertThat(read.listen()).isEqualTo(new Listen("0.0.0.0", 9999, new Secret("s3cr3t"), 65_536));
    assertThat(read.listen().isLoopback()).isFalse();
    assertThat(read.memory())
        .isEqualTo(new MemoryPart(false, Duration.ofSeconds(1), 3, Set.of("dana")));
    assertThat(read.queue())
        .isEqualTo(new QueuePart(500, Duration.ofDays(7), Duration.ofDays(400)));
    assertThat(read.noise())
        .isEqualTo(
            new NoisePolicy(List.of("service"), Duration.ofHours(1), Duration.ofMinutes(10)));
    assertThat(read.slos().files()).containsExactly(temp.resolve("slo.yaml"));
    assertThat(read.slos().prometheus()).isEqualTo(URI.create("http://127.0.0.1:9090"));
    assertThat(read.deployments()).isFalse();
    assertThat(read.metrics()).isFalse();
    assertThat(read.analysis().look()).isEqualTo(Duration.ofSeconds(10));
    assertThat(read.analysis().resources().file()).isEqualTo(temp.resolve("resources.yaml"));
    assertThat(read.channels())
        .extracting(ChannelPart::name)
        .containsExactly("chat", "pager", "post");
    assertThat(read.channels().get(0).of()).containsExactlyInAnyOrder(Verdict.values());
    assertThat(read.channels().get(1).target().pages()).isTrue();
    assertThat(read.channels().get(2).of()).containsExactlyInAnyOrder(Verdict.PAGE, Verdict.TICKET);
    assertThat(read.toString() + read.listen() + read.channels()).doesNotContain("s3cr3t");
  }

  @Test
  void whoHasAccessIsRead() {
    String yaml =
        """
        version: 1
        listen: {origins: ["https://Grafana.example:8443"]}
        access:
          tokens: [{name: ann, role: admin, token: "${TOKEN}-${TOKEN}-${TOKEN}"}]
          oidc: {issuer: "https://a", audience: arm, jwks: "https://a/keys", roles: {viewer: dev}}
          proxy: {peers: 10.0.0.0/8, header: X-User, role: responder}
          rate: {perMinute: 60, burst: 5}
        """;
    DaemonConfig read = read(yaml);
    assertThat(read.listen().origins()).containsExactly("https://grafana.example:8443");
    AccessPart access = read.access();
    assertThat(access.tokens().getFirst().role()).isEqualTo(Role.ADMIN);
    assertThat(access.rate()).isEqualTo(new AccessPart.Rate(60, 5));
    AccessPart.Granted byGroup = Objects.requireNonNull(access.oidc()).granted();
    assertThat(byGroup.of(Set.of("dev", "sales"))).contains(Role.VIEWER);
    assertThat(byGroup.of(Set.of("sales"))).isEmpty();
    assertThat(Objects.requireNonNull(access.proxy()).granted().of(Set.of()))
        .contains(Role.RESPONDER);
    assertThat(read.toString() + access).doesNotContain("s3cr3t");
    assertThat(DaemonConfig.DEFAULT.access().isGiven()).isFalse();
  }

  @Test
  void aLengthMovesToQuietHoursAndACalendarSaysItsOwn() {
    AnalysisPart analysis = read(EVERYTHING).analysis();
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    QuietHours night = new QuietHours(LocalTime.of(1, 0), LocalTime.of(5, 0), berlin);

    assertThat(analysis.schedules())
        .containsEntry(Activity.CORRELATION, Schedule.every(Duration.ofHours(3)).within(night))
        .containsEntry(Activity.FORECASTS, Schedule.every(Duration.ofHours(1)).within(night))
        .containsEntry(Activity.PLAYBOOKS, new CronSchedule("0 3 * * 0", berlin))
        .doesNotContainKey(Activity.TEMPORAL)
        .hasSize(5);
    assertThat(analysis.foresight()).isEqualTo(Schedule.every(Duration.ofHours(2)).within(night));
    assertThat(analysis.policy().patterns().zone()).isEqualTo(berlin);
    AnalysisPart elsewhere =
        read("""
        version: 1
        analysis:
          quiet: 22:00-04:30 America/New_York
          schedules: {foresight: off}
        """)
            .analysis();
    assertThat(elsewhere.foresight()).isNull();
    assertThat(elsewhere.schedules().get(Activity.TEMPORAL)).asString().contains("New_York");
    assertThat(read("version: 1\nanalysis: {enabled: false}\n").analysis().enabled()).isFalse();
  }

  @Test
  void aCopyIsBesideTheConfigurationOrWhereTheStateOfTheServiceIs() {
    assertThat(read("version: 1\nreplica: {directory: copy}\n").replica().directory())
        .isEqualTo(temp.resolve("copy"));
    assertThat(read("version: 1\nreplica: {enabled: false, directory: copy}\n").replica())
        .isEqualTo(ReplicaPart.NONE);
    assertThat(read("version: 1\nreplica: {enabled: true}\n").replica())
        .isEqualTo(DaemonConfig.DEFAULT.replica());
    assertThat(ReplicaPart.beneath("/var/lib/arm:/var/lib/more").directory())
        .isEqualTo(Path.of("/var/lib/arm/replica"));
    assertThat(ReplicaPart.beneath("")).isEqualTo(ReplicaPart.NONE);
  }

  @Test
  void noiseIsSwitchedOff() {
    assertThat(read("version: 1\nnoise: {enabled: false}\n").noise()).isNull();
    assertThat(read("version: 1\nnoise: {}\n").noise()).isEqualTo(NoisePolicy.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "memroy: {enabled: false}|2|did you mean memory?",
        "mode: loud|2|must be one of [shadow, annotate, page], got \"loud\"",
        "listen: {prt: 1}|2|did you mean port?",
        "listen: {port: 65536}|2|from 0 to 65535, got \"65536\"",
        "queue: {retention: soon}|2|90s, 30m, 6h or 7d, got \"soon\"",
        "store: ${NOWHERE}|2|needs the environment variable NOWHERE",
        "store: ${EMPTY}|2|needs the environment variable EMPTY",
        "store: ${oh no}|2|must name a variable",
        "listen: {port: \"${TOKEN}\"}|2|got \"${TOKEN}\"",
        "slos: {files: [a.yaml]}|2|slos.prometheus must be given",
        "slos: {prometheus: 'ftp://x', files: [a]}|2|http or https address",
        "channels: [{name: A, kind: log}]|2|lower-case letters",
        "channels: [{name: a, kind: webhook}]|2|url must be given",
        "channels: [{name: a, kind: log, url: 'http://x'}]|2|no key of this kind",
        "channels: [{name: a, kind: log}, {name: a, kind: log}]|2|a second a",
        "channels: [{name: a, kind: log, after: soon}]|2|90s, 30m, 6h or 7d, got \"soon\"",
        "maintenance: [{name: a, from: '02:00', to: '03:00'}]|2|2026-12-01T02:00:00Z without, got",
        "maintenance: [{name: a, days: [sunday], from: '1', to: '2', zone: UTC}]|2|of mon, tue",
        "maintenance: [{name: a, days: sun, from: '02:00', to: '03:00'}]|2|zone must be given",
        "maintenance: [{name: a, days: sun, from: '02:00', to: '03:00', zone: X}]|2|Europe/Berlin",
        "maintenance: [{name: a, labels: {}}]|2|must have a label and its value",
        "analysis: {quiet: '1-5'}|2|01:00-05:00 Europe/Berlin",
        "analysis: {quiet: '03:00-03:00'}|2|must be hours such as",
        "analysis: {quiet: '01:00-05:00 Mars/Base'}|2|must name a zone",
        "analysis: {zone: Mars/Base}|2|must name a zone such as Europe/Berlin",
        "analysis: {schedules: {temporal: often}}|2|five fields of cron",
        "analysis: {schedules: {temporal: '61 * * * *'}}|2|five fields of cron",
        "analysis: {schedules: {temporl: 1d}}|2|did you mean temporal?",
        "version: 2|2|must be given once",
        "access: {tokens: [{name: a, role: viewer, token: short}]}|2|at least 16",
        "access: {tokens: [{name: a, role: viewer, token: '${TOKEN}'}]}|2|at least 16",
        "access: {tokens: [{name: a, role: boss, token: x}]}|2|at least 16",
        "access: {tokens: [{name: a b, role: viewer, token: x}]}|2|a name of its own",
        "access: {oidc: {issuer: a, audience: b, jwks: 'http://a/k', role: viewer}}|2|must be"
            + " https",
        "access: {oidc: {issuer: a, audience: b, jwks: 'https://a/k'}}|2|nobody gets in",
        "access: {proxy: {peers: 10.0.0.1, header: 'X: y', role: viewer}}|2|a header's name",
        "access: {rate: {burst: 0}}|2|from 1 to 100000",
        "listen: {origins: ['https://a/b']}|2|an origin such as",
        "listen: {origins: ['*']}|2|an origin such as",
      })
  void whatBreaksARuleIsRefusedWithItsLine(String yaml, int line, String rule) {
    assertThatThrownBy(() -> read("version: 1\n" + yaml + "\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("arm.yaml:" + line)
        .hasMessageContaining(rule)
        .message()
        .doesNotContain("s3cr3t");
  }

  @Test
  void aVersionMustBeGiven() {
    assertThatThrownBy(() -> read("mode: page\n")).hasMessageContaining("version must be given");
    assertThatThrownBy(() -> read("version: 2\n")).hasMessageContaining("must be 1, got \"2\"");
  }

  @Test
  void aDefaultStandsInForAVariableAndADollarIsWrittenTwice() {
    assertThat(read("version: 1\nstore: \"${NOWHERE:-sqlite:x.db}\"\n").store())
        .isEqualTo("sqlite:x.db");
    assertThat(read("version: 1\nstore: \"${EMPTY:-sqlite:x.db}\"\n").store())
        .isEqualTo("sqlite:x.db");
    assertThat(read("version: 1\nstore: sqlite:$$a\n").store()).isEqualTo("sqlite:$a");
  }

  @Test
  void noVariableAddsALine() {
    DaemonConfig read = read("version: 1\nstore: \"sqlite:${LINES}\"\n");
    assertThat(read.mode()).isEqualTo(Mode.SHADOW);
    assertThat(read.store()).isEqualTo("sqlite:a\nmode: page");
  }
}

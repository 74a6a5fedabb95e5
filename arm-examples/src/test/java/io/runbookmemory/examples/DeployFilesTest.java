package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.runbookmemory.connectors.yaml.YamlFile;
import io.runbookmemory.connectors.yaml.YamlJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped to run the daemon with: held to the launcher, the daemon and the tools. */
class DeployFilesTest {

  private static final Path ROOT = Path.of("..");
  private static final Path DEPLOY = ROOT.resolve("deploy");
  private static final Path KUBERNETES = DEPLOY.resolve("kubernetes");
  private static final Pattern COPIED = Pattern.compile("(?m)^COPY ([^-\\s]\\S*) ");

  @TempDir Path temp;

  private static List<String> flags(String text) {
    return Pattern.compile("-(?:Xshare|Xlog|D[a-z.]+)[^\\s\",]*")
        .matcher(text)
        .results()
        .map(match -> match.group().replaceAll("=(?:\\$root/build|\\$terminal).*", "="))
        .toList();
  }

  @Test
  void theJvmIsGivenWhatTheLauncherGivesIt() throws IOException {
    String launcher = Files.readString(ROOT.resolve("arm"));
    String start = launcher.substring(launcher.indexOf("\nexec "));
    List<String> wanted = new ArrayList<>(flags(start.replace("\"", "")));
    // The comparison's alone, which is not deployed.
    assertThat(wanted.removeIf(flag -> flag.startsWith("-Darm.root="))).isTrue();
    assertThat(wanted)
        .contains("-Xshare:auto", "-Xlog:disable", "-Djava.util.logging.config.file=");

    for (String file : List.of("systemd/arm.service", "Dockerfile")) {
      List<String> given = flags(Files.readString(DEPLOY.resolve(file)));
      for (String flag : wanted) {
        assertThat(given).as(file).anyMatch(one -> one.startsWith(flag));
      }
    }
  }

  @Test
  void theImageIsMadeOfFilesThatExistAndOfNoSecrets() throws IOException {
    String dockerfile = Files.readString(DEPLOY.resolve("Dockerfile"));
    List<String> copied = new ArrayList<>();
    COPIED.matcher(dockerfile).results().forEach(one -> copied.add(one.group(1)));

    assertThat(copied).contains("pom.xml", "arm-examples");
    assertThat(copied).allSatisfy(path -> assertThat(ROOT.resolve(path)).exists());
    Matcher module =
        Pattern.compile("<module>(.*?)</module>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    while (module.find()) {
      assertThat(copied).contains(module.group(1));
    }
    assertThat(dockerfile)
        .contains("\nUSER 10001:10001\n", "\nHEALTHCHECK ")
        .doesNotContainPattern("(?i)(token|password|secret) *=");
    assertThat(dockerfile.indexOf("\nUSER ")).isGreaterThan(dockerfile.lastIndexOf("\nRUN "));
  }

  @Test
  void systemdTakesTheUnitAndFindsItClosed() throws IOException, InterruptedException {
    Path tool = Path.of("/usr/bin/systemd-analyze");
    Assumptions.assumeTrue(Files.isExecutable(tool), tool + " is not there; install systemd");
    String unit = Files.readString(DEPLOY.resolve("systemd/arm.service"));
    assertThat(unit).contains("DynamicUser=yes", "ProtectSystem=strict", "Restart=on-failure");
    // The programs that it starts need not be on this machine.
    Path copy =
        Files.writeString(
            temp.resolve("arm.service"), unit.replaceAll("/usr/bin/(?:java|curl)", "/bin/true"));

    assertThat(run(tool, "verify", copy)).isBlank();
    String exposure = run(tool, "security", "--offline=true", "--no-pager", copy);
    Matcher level = Pattern.compile("exposure level for arm.service: ([0-9.]+)").matcher(exposure);
    assertThat(level.find()).as(exposure).isTrue();
    assertThat(Double.parseDouble(level.group(1))).isLessThanOrEqualTo(2.0);
  }

  private String run(Object... command) throws IOException, InterruptedException {
    Path output = temp.resolve("output.txt");
    Process process =
        new ProcessBuilder(Arrays.stream(command).map(Object::toString).toList())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
    return Files.readString(output);
  }

  private static Map<String, JsonNode> objects() throws IOException {
    Map<String, JsonNode> objects = new TreeMap<>();
    try (Stream<Path> files = Files.list(KUBERNETES)) {
      for (Path file : files.toList()) {
        JsonNode object =
            new ObjectMapper().readTree(YamlJson.object(YamlFile.documents(file).getFirst()));
        objects.put(String.valueOf(file.getFileName()), object);
      }
    }
    return objects;
  }

  private static JsonNode of(Map<String, JsonNode> objects, String file) {
    return Objects.requireNonNull(objects.get(file), file);
  }

  @Test
  void theManifestsAreWholeAndHoldNoSecret() throws IOException {
    Map<String, JsonNode> objects = objects();
    JsonNode kustomization = of(objects, "kustomization.yaml");
    objects.remove("kustomization.yaml");
    List<String> named = new ArrayList<>();
    kustomization.path("resources").forEach(one -> named.add(one.asText()));

    assertThat(objects.keySet()).containsAll(named).hasSize(named.size() + 1);
    objects.forEach(
        (file, object) -> {
          assertThat(object.path("kind").asText()).as(file).isNotBlank().isNotEqualTo("Secret");
          assertThat(object.at("/metadata/name").asText()).as(file).isEqualTo("arm");
        });
    JsonNode pod = of(objects, "deployment.yaml").at("/spec/template/spec");
    JsonNode container = pod.path("containers").path(0);
    assertThat(of(objects, "deployment.yaml").at("/spec/replicas").asInt()).isEqualTo(2);
    assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
    assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
    assertThat(container.at("/envFrom/0/secretRef/name").asText()).isEqualTo("arm");
    for (String selector :
        List.of("/spec/selector/matchLabels", "/spec/template/metadata/labels")) {
      assertThat(of(objects, "deployment.yaml").at(selector))
          .isEqualTo(of(objects, "service.yaml").at("/spec/selector"));
    }
  }

  @Test
  void theDaemonsShareAKeyAndAClientKeepsToOne() throws IOException {
    Map<String, JsonNode> objects = objects();
    JsonNode pod = of(objects, "deployment.yaml").at("/spec/template/spec");
    String mounted = mount(pod, "audit-key");

    assertThat(volume(pod, "audit-key").at("/secret/secretName").asText()).isEqualTo("arm-audit");
    assertThat(of(objects, "configmap.yaml").at("/data/arm.yaml").asText())
        .contains("tools: {key: " + mounted + "/audit.key}");
    assertThat(of(objects, "service.yaml").at("/spec/sessionAffinity").asText())
        .isEqualTo("ClientIP");
    assertThat(of(objects, "networkpolicy.yaml").at("/spec/ingress").toString())
        .contains("\"kubernetes.io/metadata.name\":\"monitoring\"")
        .contains("\"runbookmemory.io/opens\":\"arm\"");
    assertThat(Files.readString(ROOT.resolve("docs/operating.md")))
        .contains(
            "runbookmemory.io/opens=arm", "secret generic arm-audit --from-literal=audit.key");
  }

  private static JsonNode volume(JsonNode pod, String name) {
    return named(pod.path("volumes"), name);
  }

  private static String mount(JsonNode pod, String name) {
    return named(pod.at("/containers/0/volumeMounts"), name).path("mountPath").asText();
  }

  private static JsonNode named(JsonNode list, String name) {
    for (JsonNode one : list) {
      if (one.path("name").asText().equals(name)) {
        return one;
      }
    }
    throw new AssertionError("no " + name + " in " + list);
  }

  @Test
  void theDaemonTakesTheConfigurationOfTheConfigMap() throws IOException, InterruptedException {
    String yaml = of(objects(), "configmap.yaml").at("/data/arm.yaml").asText();
    Path key = Files.writeString(temp.resolve("audit.key"), "a secret of this test alone\n");
    assertThat(yaml).contains("/etc/arm-audit/audit.key");
    Path file =
        Files.writeString(
            temp.resolve("arm.yaml"), yaml.replace("/etc/arm-audit/audit.key", key.toString()));
    Map<String, String> environment = new HashMap<>();
    environment.put("PGHOST", "db.example");
    environment.put("ARM_TOKEN", "dummy");
    ForkedJvm jvm =
        new ForkedJvm(temp, Path.of("target", "test-classes").toAbsolutePath(), environment);

    int code = jvm.arm(List.of(), "serve", "--check", "--config", file).waitFor();

    assertThat(code).as(Files.readString(temp.resolve("err"))).isZero();
    assertThat(Files.readString(temp.resolve("out"))).contains("is valid: mode shadow");
  }
}

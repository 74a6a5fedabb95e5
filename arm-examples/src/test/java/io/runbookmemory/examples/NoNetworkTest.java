package io.runbookmemory.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.spi.InetAddressResolverProvider;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing goes over a network while the whole demo plays, the model's loading included. */
@Timeout(300)
class NoNetworkTest {

  /** What a tracer sees of a process that reaches out; to make a socket is to ask for IPv6. */
  private static final Pattern REACHES_OUT =
      Pattern.compile("\\b(connect|bind|sendto|sendmsg|sendmmsg)\\(.*sa_family=AF_INET");

  @TempDir Path temp;

  @Test
  void theDemoOpensNoConnectionLooksUpNoNameAndLeavesNoFile() throws IOException {
    Ran demo = trapped("demo");

    assertThat(demo.code()).as(demo.toString()).isZero();
    assertThat(demo.out()).contains("That was the demo");
    assertThat(caught()).isEmpty();
    try (Stream<Path> left = Files.list(temp.resolve("tmp"))) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.startsWith("arm-"));
    }
  }

  /** If this fails, the test above proves nothing. */
  @ParameterizedTest
  @ValueSource(strings = {"Socket", "ServerSocket", "DatagramSocket", "channel", "name", "URL"})
  void theTrapCatchesEachWayToTheNetwork(String way) throws IOException {
    Ran attempt = trapped("try", way);

    assertThat(attempt.code()).as(attempt.toString()).isZero();
    assertThat(attempt.out()).contains("failed: ");
    assertThat(caught()).hasSize(1);
  }

  /** ONNX Runtime from 1.29 on reports to its makers from Linux too, unless built without that. */
  @Test
  void theNativeLibraryOfTheModelKnowsNobodyToReportTo() throws IOException {
    String library = "ai/onnxruntime/native/linux-x64/libonnxruntime.so";
    try (InputStream in = NoNetworkTest.class.getClassLoader().getResourceAsStream(library)) {
      assertThat(in).as(library).isNotNull();
      String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      assertThat(bytes.contains("OrtSession") || bytes.contains("onnxruntime")).isTrue();
      assertThat(bytes.contains("events.data.microsoft.com")).isFalse();
      assertThat(bytes.contains("ORT_DISABLE_TELEMETRY")).isFalse();
    }
  }

  @Test
  void theDemosNativeCodeOpensNoSocketEither() throws IOException {
    assumeStrace();
    Path trace = temp.resolve("trace");
    List<String> strace =
        List.of("strace", "-f", "-qq", "-e", "trace=%network", "-o", trace.toString());
    ForkedJvm jvm = new ForkedJvm(temp);

    Ran demo = jvm.end(jvm.start(strace, List.of(), Arm.class.getName(), "demo"));
    assertThat(demo.code()).as(demo.toString()).isZero();
    assertThat(reachingOut(trace)).isEmpty();

    Ran attempt = jvm.end(jvm.start(strace, List.of(), NetworkTrap.class.getName(), "untrapped"));
    assertThat(attempt.code()).as(attempt.toString()).isZero();
    assertThat(reachingOut(trace)).as("the tracer sees a socket").isNotEmpty();
  }

  private static List<String> reachingOut(Path trace) throws IOException {
    try (Stream<String> lines = Files.lines(trace)) {
      return lines.filter(line -> REACHES_OUT.matcher(line).find()).toList();
    }
  }

  private static void assumeStrace() {
    boolean there =
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "strace")));
    String missing = "strace is not installed, so native code is not watched: install strace";
    if (System.getenv("CI") != null) {
      assertThat(there).as(missing).isTrue();
    }
    Assumptions.assumeTrue(there, missing);
  }

  private Ran trapped(Object... args) throws IOException {
    Path services = Files.createDirectories(temp.resolve("services/META-INF/services"));
    Files.writeString(
        services.resolve(InetAddressResolverProvider.class.getName()),
        NetworkTrap.Names.class.getName());
    List<String> options =
        List.of(
            "-Dtrap=" + temp.resolve("caught"),
            "-Djava.io.tmpdir=" + Files.createDirectories(temp.resolve("tmp")),
            "-Djava.nio.channels.spi.SelectorProvider=" + NetworkTrap.Channels.class.getName());
    ForkedJvm jvm = new ForkedJvm(temp, temp.resolve("services"));
    return jvm.end(jvm.start(List.of(), options, NetworkTrap.class.getName(), args));
  }

  private List<String> caught() throws IOException {
    Path caught = temp.resolve("caught");
    return Files.exists(caught) ? Files.readAllLines(caught) : List.of();
  }
}

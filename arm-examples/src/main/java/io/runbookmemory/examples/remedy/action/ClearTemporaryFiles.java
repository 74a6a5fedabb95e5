package io.runbookmemory.examples.remedy.action;

import io.fabric8.kubernetes.client.dsl.ContainerResource;
import io.fabric8.kubernetes.client.dsl.ExecWatch;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.error.UnavailableException;
import io.runbookmemory.tool.Described;
import io.runbookmemory.tool.ToolEffect;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Deletes old files below a folder of a container, by a command in which only the folder varies.
 */
record ClearTemporaryFiles(ClusterRoom room) implements Remedy<ClearTemporaryFiles.Ask> {

  private static final int EXEC_SECONDS = 60;
  private static final Pattern USED = Pattern.compile("\\s(\\d{1,3})%\\s");

  record Ask(
      String namespace,
      String pod,
      @Nullable @Described("default: the pod's first") String container,
      @Described("a folder that remedy.yaml allows, or below one") String path,
      @Nullable Boolean urgent,
      @Nullable @Described("id of the memory that recommended it") String memory)
      implements Order {}

  @Override
  public Card<Ask> card() {
    return new Card<>(
        "clear_temporary_files",
        "Deletes files older than an hour below a folder of temporary files in a container.",
        Ask.class,
        ToolEffect.DESTRUCTIVE,
        Duration.ofMinutes(4));
  }

  @Override
  public Target target(Ask asked) {
    Target target = room.target(asked.namespace(), asked.pod());
    List<String> allowed = room.cluster().config().temporaryPaths();
    boolean plain = asked.path().matches("(/[A-Za-z0-9._-]+)+") && !asked.path().contains("..");
    if (!plain || root(asked.path()).isEmpty()) {
      throw new InvalidInputException(
          "/path", "must be one of " + allowed + ", which remedy.yaml allows, or below");
    }
    return target;
  }

  @Override
  public Course course(Ask asked, String call) {
    PodResource pod =
        room.cluster().client().pods().inNamespace(asked.namespace()).withName(asked.pod());
    Found.found(pod.get(), "pod", target(asked));
    ContainerResource container =
        asked.container() == null ? pod : pod.inContainer(asked.container());
    int used = used(container, asked.path());
    String[] command = command(root(asked.path()).orElseThrow(), asked.path());
    return new Course(
        "%d %% of the volume of %s is used".formatted(used, asked.path()),
        List.of(new Course.Step(String.join(" ", command), turn -> exec(container, command))),
        new Course.Check(
            "less than %d %% used".formatted(used),
            () -> used(container, asked.path()) < used,
            Duration.ofSeconds(10)));
  }

  /** Returns the allowed folder that a path is, or is below; the deepest of several. */
  private Optional<String> root(String path) {
    return room.cluster().config().temporaryPaths().stream()
        .filter(one -> path.equals(one) || path.startsWith(one + "/"))
        .max(Comparator.comparing(String::length));
  }

  /**
   * Returns what deletes. It begins at the folder that is allowed and walks from there, so that it
   * follows no symbolic link, neither at the end of the path nor on the way to it; other file
   * systems are not entered.
   */
  static String[] command(String root, String path) {
    List<String> words = new ArrayList<>(List.of("find", root, "-xdev", "-mindepth", "1"));
    if (!path.equals(root)) {
      words.addAll(List.of("-path", path + "/*"));
    }
    words.addAll(List.of("-type", "f", "-mmin", "+60", "-delete"));
    return words.toArray(String[]::new);
  }

  private static int used(ContainerResource container, String path) {
    String answer = exec(container, "df", "-P", path);
    Matcher matcher = USED.matcher(answer);
    if (!matcher.find()) {
      throw new InvalidInputException("/path", "must be on a volume that df can tell of");
    }
    return Integer.parseInt(matcher.group(1));
  }

  private static String exec(ContainerResource container, String... command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    try (ExecWatch watch = container.writingOutput(out).writingError(err).exec(command)) {
      Integer code = watch.exitCode().get(EXEC_SECONDS, TimeUnit.SECONDS);
      if (code == null) {
        throw new UnavailableException(
            command[0], command[0] + " broke off: the line was closed without its end");
      }
      if (code != 0) {
        throw new InvalidInputException(
            "/path",
            command[0] + " ended with " + code + ": " + err.toString(StandardCharsets.UTF_8));
      }
      return out.toString(StandardCharsets.UTF_8);
    } catch (TimeoutException e) {
      throw new UnavailableException(
          command[0], command[0] + " had not ended after " + EXEC_SECONDS + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnavailableException(command[0], command[0] + " was interrupted", e);
    } catch (ExecutionException e) {
      throw new UnavailableException(command[0], command[0] + " broke off: " + e.getCause(), e);
    }
  }
}

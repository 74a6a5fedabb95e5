package io.runbookmemory.examples.slo;

import io.runbookmemory.connectors.slo.SloFiles;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.slo.BurnRatePolicy;
import io.runbookmemory.slo.BurnRateProfile;
import io.runbookmemory.slo.BurnRateWindow;
import io.runbookmemory.slo.Slo;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which objective, and by whose rules it is judged. */
final class ObjectiveOptions {

  /** The profiles by their short names. */
  enum Profile {
    WORKBOOK(BurnRateProfile.SRE_WORKBOOK_30D),
    SLOTH(BurnRateProfile.SLOTH),
    PYRRA(BurnRateProfile.PYRRA),
    ARM(BurnRateProfile.ARM);

    private final BurnRateProfile profile;

    Profile(BurnRateProfile profile) {
      this.profile = profile;
    }
  }

  @Option(
      names = "--slo",
      required = true,
      paramLabel = "FILE",
      description = "OpenSLO v1, Sloth, Pyrra, or the JSON of a Grafana dashboard.")
  private Path file = Path.of("");

  @Option(names = "--name", description = "Which objective of the file, if it holds several.")
  private @Nullable String name;

  @Option(
      names = "--profile",
      defaultValue = "ARM",
      description = "By whose rules: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} by default.")
  private Profile profile = Profile.ARM;

  Slo read() {
    return SloFiles.readOne(file, Optional.ofNullable(name));
  }

  /** Returns the profile's pairs; says which of them cannot fire. */
  BurnRatePolicy policy(Slo slo, Output output) {
    BurnRatePolicy policy;
    try {
      policy = profile.profile.policy(slo);
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file.toString(), String.valueOf(e.getMessage()));
    }
    for (BurnRateWindow pair : policy.infeasibleFor(slo)) {
      output.complain(
          "arm: at an objective of "
              + slo.objective()
              + " the pair "
              + pair
              + " can never fire and is left out");
    }
    if (policy.infeasibleFor(slo).size() == policy.pages().size() + policy.tickets().size()) {
      throw new InvalidInputException(
          file.toString(), "no pair of windows can fire at an objective of " + slo.objective());
    }
    return policy.feasibleFor(slo);
  }
}

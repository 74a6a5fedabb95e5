package io.runbookmemory.testkit.replay;

import io.runbookmemory.replay.engine.ReplayReport;
import java.nio.file.Path;
import org.assertj.core.api.AbstractAssert;

/** Assertions on a report. Not thread-safe. */
public final class ReportAssert extends AbstractAssert<ReportAssert, ReplayReport> {

  ReportAssert(ReplayReport report) {
    super(report, ReportAssert.class);
  }

  /**
   * Says that the report is the one that was checked in, line by line. {@code -Darm.golden=update}
   * writes it anew, but not where the environment says {@code CI=true}; what differs is also
   * written beside the build's other output, as {@code *.actual}.
   *
   * @param golden a file that ends in {@code .md} or {@code .json}, in that format
   * @return this
   */
  public ReportAssert matchesGolden(Path golden) {
    GoldenFile file = GoldenFile.of(golden);
    String text =
        switch (file.extension()) {
          case "md" -> actual.toMarkdown();
          case "json" -> actual.toJson();
          default ->
              throw new IllegalArgumentException(
                  "a golden report must be named *.md or *.json, got " + golden);
        };
    file.differs(text).ifPresent(how -> failWithMessage("%s", how));
    return this;
  }
}

package io.runbookmemory.examples.view;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.embedding.EmbeddingSpace;
import io.runbookmemory.recall.Basis;
import io.runbookmemory.recall.Evidence;
import io.runbookmemory.recall.LeftOut;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.RecallPolicy;
import io.runbookmemory.recall.Recollection;
import io.runbookmemory.recall.ScoreParts;
import io.runbookmemory.recall.receipt.Receipt;
import io.runbookmemory.text.Excerpt;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a recall came about, and how it differs from another, for people and for programs. */
public final class ReceiptView {

  private static final int TITLE = 40;

  private final Output output;

  public ReceiptView(Output output) {
    this.output = output;
  }

  /** Prints what the recall went by, and a table of all candidates. */
  public void explain(Recall recall) {
    Basis basis = recall.basis();
    RecallPolicy policy = basis.policy();
    EmbeddingSpace space = basis.space();
    output.line("");
    output.line(
        "score = %s x relevance + %s x recency + %s x success; what shares an exact identifier"
                .formatted(policy.relevance(), policy.recency(), policy.success())
            + " comes first");
    output.line(
        "relevance by the curve %s, vectors %s"
            .formatted(basis.calibration(), space == null ? "none" : "of " + space.modelId()));
    List<String> identifiers =
        recall.route().identifiers().stream().map(one -> one.value()).sorted().toList();
    output.line(
        "exact identifiers in it: "
            + (identifiers.isEmpty() ? "none" : String.join(", ", identifiers)));
    output.line("");
    output.line(
        "  #  score  relev  recen  succe  simil   lead  words  title  svc  id        memory");
    int rank = 1;
    for (Recollection one : recall.judged()) {
      output.line(row(rank++, one));
    }
  }

  private static String row(int rank, Recollection one) {
    ScoreParts parts = one.parts();
    Evidence evidence = parts.evidence();
    return String.format(
            Locale.ROOT,
            "%3d  %.3f  %.3f  %.3f  %.3f  %s  %s  %.3f  %.3f  %s  %.8s  %s",
            rank,
            parts.score(),
            parts.relevance(),
            parts.recency(),
            parts.success(),
            number(evidence.similarity()),
            number(evidence.leadSimilarity()),
            evidence.textShare(),
            evidence.titleShare(),
            evidence.sameService() ? "yes" : "no ",
            one.memory().id(),
            Excerpt.title(one.memory().title(), TITLE))
        + (one.exact().isEmpty() ? "" : " [exact: " + one.exact().getFirst().value() + "]")
        + leftOut(one.leftOut());
  }

  private static String number(@Nullable Double value) {
    return value == null ? "    -" : String.format(Locale.ROOT, "%.3f", value);
  }

  private static String leftOut(@Nullable LeftOut because) {
    return because == null
        ? ""
        : switch (because) {
          case IRRELEVANT -> " [left out: not relevant enough]";
          case COPY -> " [left out: others of its series stand above]";
          case BEYOND_TOP_K -> " [left out: as many as asked for stand above]";
        };
  }

  /** Prints whether a replay came out the same, and if not, what differs. */
  public void compare(Receipt before, Receipt now, boolean json) {
    List<String> differences = before.differencesTo(now);
    if (json) {
      ObjectNode node = Output.object().put("same", now.equals(before));
      ArrayNode array = node.putArray("differences");
      differences.forEach(array::add);
      output.print(node);
      return;
    }
    output.styled(
        now.equals(before)
            ? "@|bold,green the same|@: the replay gives the receipt to the letter"
            : "@|bold,yellow different|@ from the receipt:");
    differences.forEach(one -> output.line("  " + one));
  }
}

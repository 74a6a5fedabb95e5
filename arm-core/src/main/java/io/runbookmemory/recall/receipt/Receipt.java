package io.runbookmemory.recall.receipt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.error.InvalidInputException;
import io.runbookmemory.guard.Redactor;
import io.runbookmemory.recall.Recall;
import io.runbookmemory.recall.Situation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recall written down: what was asked and when, what was inferred, the weights, every candidate
 * with what its score is made of, and what was left out and why. JSON, {@code
 * docs/formats/receipt.md}.
 *
 * <p>It replays: the same {@link #situation()} asked of the same store gives a receipt of the same
 * bytes, since nothing in it is timed. It holds no word of a memory, only ids and versions, and no
 * secret of the question. Immutable, thread-safe, with value equality.
 */
public final class Receipt {

  /** The name and version of the format. */
  public static final String FORMAT = "arm-receipt/1";

  static final String FORMAT_FIELD = "format";
  static final String ID = "id";

  private final String json;
  private final ObjectNode node;

  private Receipt(String json, ObjectNode node) {
    this.json = json;
    this.node = node;
  }

  /**
   * Returns the receipt of a recall.
   *
   * @param situation what was asked
   * @param recall what came back
   * @param redactor the recall pipeline's; it also takes the secrets out of labels, scope and
   *     filter
   * @return a new value
   */
  public static Receipt of(Situation situation, Recall recall, Redactor redactor) {
    ObjectNode node = new ReceiptWriter(redactor).write(situation, recall);
    String json = ReceiptFields.write(node);
    return new Receipt(json, ReceiptFields.parse(json));
  }

  /**
   * Reads a receipt.
   *
   * @param json as {@link #json()} gave it; a ledger or a tool may have laid it out anew
   * @return a new value
   * @throws InvalidInputException if it is no receipt, or one of a format that this release does
   *     not read
   */
  public static Receipt parse(String json) {
    ObjectNode node = ReceiptFields.parse(json);
    String format = node.path(FORMAT_FIELD).asText();
    if (!format.equals(FORMAT)) {
      throw new InvalidInputException(
          FORMAT_FIELD, "must be \"" + FORMAT + "\", got \"" + format + "\"");
    }
    ReceiptFields.situation(node.path("asked"));
    return new Receipt(ReceiptFields.write(node), node);
  }

  /**
   * Returns the receipt's text.
   *
   * @return one JSON object over several lines, always the same for the same receipt
   */
  public String json() {
    return json;
  }

  /**
   * Returns what to ask to replay it: the question without its secrets, at the same instant.
   *
   * <p>If a label of the alert held a secret its fingerprint is another one now, and {@link
   * #differencesTo} names that.
   *
   * @return what was asked, but for the alert's annotations, whose words are in the question
   */
  public Situation situation() {
    return ReceiptFields.situation(node.path("asked"));
  }

  /**
   * Returns in what another receipt differs from this one, in words for people: candidates that
   * were added or removed, then whatever else changed, by its JSON pointer (RFC 6901) or the
   * candidate's id.
   *
   * @param later another receipt, such as that of a replay
   * @return empty if both say the same, as receipts of equal text do
   */
  public List<String> differencesTo(Receipt later) {
    return new Comparison().compare(node, later.node);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Receipt that && json.equals(that.json);
  }

  @Override
  public int hashCode() {
    return json.hashCode();
  }

  @Override
  public String toString() {
    return json;
  }
}

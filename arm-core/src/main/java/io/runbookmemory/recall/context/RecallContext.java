package io.runbookmemory.recall.context;

import io.runbookmemory.recall.Recall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What a recall has to say, as text for an LLM's prompt or a chat message: the most useful first,
 * each memory with its relevance, scope, age, outcome, source and what differs, then its words.
 *
 * <p>The words of memories are data. They are fenced so that they cannot end their fence, and the
 * context says that they are no instructions. They are shortened at the end of a sentence, a list's
 * line or a block of code, never within. Stateless, thread-safe.
 */
public final class RecallContext {

  /** The name and version of {@link ContextForm#JSON}; fields are only ever added. */
  public static final String JSON_FORMAT = "arm-context/1";

  private final Recall recall;
  private final ContextBudget budget;
  private final Page page;

  private RecallContext(Recall recall, ContextBudget budget, Page page) {
    this.recall = recall;
    this.budget = budget;
    this.page = page;
  }

  /**
   * Returns a recall as text. A memory but the last may take half of the room that is left for its
   * words, so that one long page does not crowd out the others; what remains then goes to the first
   * ones again. A memory that has no room is counted.
   *
   * @param recall what to tell
   * @param budget how long the text may be; it is never longer
   * @param form how to write it
   * @return empty if not even one sentence, on what came of the recall, fits the budget
   */
  public static String render(Recall recall, ContextBudget budget, ContextForm form) {
    return new RecallContext(recall, budget, Page.of(form)).render();
  }

  private String render() {
    Instant at = recall.basis().at();
    List<ContextItem> all =
        recall.recollections().stream().map(one -> ContextItem.of(one, at)).toList();
    List<ContextItem> shown = new ArrayList<>();
    while (shown.size() < all.size()) {
      shown.add(all.get(shown.size()));
      if (!budget.fits(text(shown, all))) {
        shown.removeLast();
        break;
      }
      boolean last = shown.size() == all.size();
      grow(shown, shown.size() - 1, all, last ? budget : half(text(shown, all)));
    }
    for (int i = 0; i < shown.size(); i++) {
      grow(shown, i, all, budget);
    }
    String text = text(shown, all);
    if (budget.fits(text)) {
      return text;
    }
    String brief = page.brief(recall);
    return budget.fits(brief) ? brief : "";
  }

  private String text(List<ContextItem> shown, List<ContextItem> all) {
    return page.write(recall, shown, all.size() - shown.size());
  }

  private ContextBudget half(String used) {
    int size = budget.size().applyAsInt(used);
    return new ContextBudget(size + (budget.limit() - size) / 2, budget.size());
  }

  /** Lets one say more, a piece at a time, while all of it fits. */
  private void grow(List<ContextItem> shown, int index, List<ContextItem> all, ContextBudget room) {
    ContextItem item = shown.get(index);
    while (item.shortened()) {
      ContextItem longer = item.with(item.shown() + 1);
      shown.set(index, longer);
      String text = text(shown, all);
      if (!room.fits(text) || !budget.fits(text)) {
        shown.set(index, item);
        return;
      }
      item = longer;
    }
  }
}

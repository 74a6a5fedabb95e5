package io.runbookmemory.slo.budget;

import io.runbookmemory.slo.ErrorBudget;
import io.runbookmemory.slo.SliSeries;
import io.runbookmemory.slo.Slo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * What a period's budget was spent on. Where two events overlap, the time is booked to the one that
 * began first, so that the shares add up to what was spent.
 *
 * @param budget the whole period
 * @param entries most spent first
 * @param elsewhere the share that was spent at no event's time: the background; at least 0
 */
public record BudgetLedger(ErrorBudget budget, List<Entry> entries, double elsewhere) {

  /**
   * What one event spent.
   *
   * @param event the event
   * @param spent its share of the period's budget, at least 0; 1 is all of it
   */
  public record Entry(BudgetEvent event, double spent) {}

  /** Copies the list. */
  public BudgetLedger {
    entries = List.copyOf(entries);
  }

  /**
   * Books a period.
   *
   * @param slo the objective
   * @param series the service's counts
   * @param events what may have spent budget; their times before the period count for nothing
   * @param at the period's end
   * @return the books
   */
  public static BudgetLedger of(
      Slo slo, SliSeries series, Collection<BudgetEvent> events, Instant at) {
    ErrorBudget budget = ErrorBudget.of(slo, series, at);
    Instant booked = at.minus(budget.burn().window().length());
    List<BudgetEvent> inOrder =
        events.stream().sorted(Comparator.comparing(BudgetEvent::from)).toList();
    List<Entry> entries = new ArrayList<>();
    double sum = 0;
    for (BudgetEvent event : inOrder) {
      Instant from = event.from().isAfter(booked) ? event.from() : booked;
      Instant to = event.to().isBefore(at) ? event.to() : at;
      double spent = to.isAfter(from) ? ErrorBudget.spentBetween(slo, series, from, to) : 0;
      entries.add(new Entry(event, spent));
      sum += spent;
      booked = to.isAfter(booked) ? to : booked;
    }
    entries.sort(Comparator.comparingDouble((Entry entry) -> -entry.spent()));
    return new BudgetLedger(budget, entries, Math.max(0, budget.spent() - sum));
  }
}

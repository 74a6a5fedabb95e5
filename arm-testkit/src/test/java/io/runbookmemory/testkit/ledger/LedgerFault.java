package io.runbookmemory.testkit.ledger;

import io.runbookmemory.memory.Tenant;
import io.runbookmemory.store.lease.Acquisition;
import io.runbookmemory.store.lease.Lease;
import io.runbookmemory.store.ledger.AppendResult;
import io.runbookmemory.store.ledger.EntryFilter;
import io.runbookmemory.store.ledger.Ledger;
import io.runbookmemory.store.ledger.LedgerEntry;
import io.runbookmemory.store.ledger.PostedEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Mistakes that a ledger or leases could make, and a test of the contract that has to notice. */
enum LedgerFault {
  DOUBLES_REPETITIONS("append", "whatIsRepeatedStaysWhereItIs") {
    @Override
    Object answer(Call call) throws Throwable {
      List<LedgerEntry> batch = new ArrayList<>();
      for (LedgerEntry entry : LedgerFault.<LedgerEntry>list(call.arguments()[0])) {
        UUID id = UUID.randomUUID();
        batch.add(
            new LedgerEntry(
                id, entry.stream(), entry.kind(), entry.at(), entry.subject(), entry.body()));
      }
      return call.proceed(batch);
    }
  },
  APPENDS_HALF_A_BATCH(
      "append", "anIdThatStandsWithAnotherContentIsRefusedAndTheWholeBatchWithIt") {
    @Override
    Object answer(Call call) throws Throwable {
      List<Object> positions = new ArrayList<>();
      for (LedgerEntry entry : LedgerFault.<LedgerEntry>list(call.arguments()[0])) {
        positions.addAll(LedgerFault.list(call.proceed(List.of(entry))));
      }
      return positions;
    }
  },
  STARTS_AT_THE_POSITION("read", "pagesFollowEachOther") {
    @Override
    Object answer(Call call) throws Throwable {
      Object[] arguments = call.arguments().clone();
      arguments[1] = Math.max(0, (long) arguments[1] - 1);
      return call.proceed(arguments);
    }
  },
  FOLDS_SUBJECTS("read", "aSubjectIsFoundByAllOfItsName") {
    @Override
    Object answer(Call call) throws Throwable {
      EntryFilter filter = (EntryFilter) call.arguments()[0];
      String subject = filter.subject();
      if (subject == null) {
        return call.proceed(call.arguments());
      }
      Object all = call.proceed(EntryFilter.of(filter.stream()), 0L, 1000);
      return LedgerFault.<PostedEntry>list(all).stream()
          .filter(posted -> fold(posted.entry().subject()).equals(fold(subject)))
          .toList();
    }

    private static String fold(@Nullable String subject) {
      return String.valueOf(subject).strip().toLowerCase(Locale.ROOT);
    }
  },
  MIXES_TENANTS("ledger", "aLedgerIsItsTenants") {
    @Override
    Object answer(Call call) throws Throwable {
      return call.proceed(Tenant.DEFAULT);
    }
  },
  PRUNES_ALL("prune", "whatHappenedBeforeGoesAndWhatHappenedThenStays") {
    @Override
    Object answer(Call call) throws Throwable {
      return call.proceed(call.arguments()[0], Instant.MAX);
    }
  },
  CUTS_TIMES("last", "timesAreKeptToTheMicrosecond") {
    @Override
    Object answer(Call call) throws Throwable {
      Optional<?> last = (Optional<?>) call.proceed(call.arguments());
      return last.map(PostedEntry.class::cast)
          .map(posted -> new PostedEntry(posted.position(), cut(posted.entry())));
    }

    private static LedgerEntry cut(LedgerEntry entry) {
      return new LedgerEntry(
          entry.id(),
          entry.stream(),
          entry.kind(),
          Instant.ofEpochMilli(entry.at().toEpochMilli()),
          entry.subject(),
          entry.body());
    }
  },
  GRANTS_WHAT_IS_HELD("acquire", "whatIsHeldIsNotGrantedAndItIsSaidWhoHoldsIt") {
    @Override
    Object answer(Call call) throws Throwable {
      Object acquired = call.proceed(call.arguments());
      return acquired instanceof Acquisition.Held held
          ? new Acquisition.Granted(
              new Lease(LeaseContract.claim("any", LeaseContract.HOUR), 1, held.until()))
          : acquired;
    }
  },
  FORGETS_TOKENS("acquire", "tokensAscendForEver") {
    @Override
    Object answer(Call call) throws Throwable {
      Object acquired = call.proceed(call.arguments());
      return acquired instanceof Acquisition.Granted granted
          ? new Acquisition.Granted(new Lease(granted.lease().claim(), 1, granted.lease().until()))
          : acquired;
    }
  },
  RENEWS_WHAT_IS_OVER("renew", "whatIsOverIsNotRenewedThoughNobodyElseHasIt") {
    @Override
    Object answer(Call call) {
      return Optional.of((Lease) call.arguments()[0]);
    }
  },
  RELEASES_NOTHING("release", "whatIsReleasedIsGrantedWithAGreaterToken") {
    @Override
    Object answer(Call call) {
      return true;
    }
  },
  FENCES_NOTHING("append", "aHolderWhoWasPausedUntilAnotherCameIsFenced") {
    @Override
    Object answer(Call call) throws Throwable {
      return unfenced(call);
    }
  },
  LETS_A_PAUSED_HOLDER_GO_ON("append", "nothingOfAnOlderHolderComesAfterANewerOnes") {
    @Override
    Object answer(Call call) throws Throwable {
      return unfenced(call);
    }
  },
  HIDES_WHAT_CAME_LATE("read", "aFollowerMissesNothingThatManyAppend") {
    @Override
    Object answer(Call call) throws Throwable {
      List<PostedEntry> page = LedgerFault.list(call.proceed(call.arguments()));
      // As numbers of a sequence are, that were committed after greater ones.
      boolean following = (long) call.arguments()[1] > 0;
      return page.stream().filter(posted -> !following || posted.position() % 10 != 3).toList();
    }
  },
  LOSES_ALL_BY_CLOSING("close", "entriesStandAfterReopening") {
    @Override
    Object answer(Call call) throws Throwable {
      return call.proceed(call.arguments());
    }

    @Override
    boolean outlivesClosing() {
      return false;
    }
  };

  /** A call of a store, a ledger or leases, on its way to a store that makes no mistakes. */
  interface Call {
    Object target();

    Object[] arguments();

    Object proceed(Object... arguments) throws Throwable;
  }

  final String method;
  final String noticedBy;

  LedgerFault(String method, String noticedBy) {
    this.method = method;
    this.noticedBy = noticedBy;
  }

  abstract Object answer(Call call) throws Throwable;

  /** Whether what was written is there when the store is opened again. */
  boolean outlivesClosing() {
    return true;
  }

  /** Appends whatever became of the lease. */
  private static Object unfenced(Call call) throws Throwable {
    return call.arguments().length == 1
        ? call.proceed(call.arguments())
        : new AppendResult.Appended(
            ((Ledger) call.target()).append(LedgerFault.list(call.arguments()[0])));
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> list(Object value) {
    return (List<T>) value;
  }
}

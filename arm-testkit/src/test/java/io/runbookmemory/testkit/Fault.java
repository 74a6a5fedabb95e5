package io.runbookmemory.testkit;

import io.runbookmemory.memory.MemoryId;
import io.runbookmemory.memory.usage.Usage;
import io.runbookmemory.store.Change;
import io.runbookmemory.store.Filter;
import io.runbookmemory.store.SearchHit;
import io.runbookmemory.store.SearchRequest;
import io.runbookmemory.store.StoredMemory;
import io.runbookmemory.store.UpsertResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Mistakes that a store could make, and a test of the contract that has to notice. */
enum Fault {
  LOSES_COUNTS("adjust", "noCountIsLost") {
    @Override
    Object answer(Call call) {
      return true;
    }
  },
  COUNTS_TO_TWO("usage", "deltasAddUp") {
    @Override
    Object answer(Call call) throws Throwable {
      Map<MemoryId, Usage> usages = new HashMap<>(Fault.<MemoryId, Usage>map(call.proceed()));
      usages.replaceAll(
          (id, usage) ->
              new Usage(
                  usage.recalls(),
                  Math.min(2, usage.reinforcements()),
                  usage.successes(),
                  usage.failures(),
                  usage.lastReinforced(),
                  usage.steps()));
      return usages;
    }
  },
  FORGETS_HISTORY("history", "replacedRevisionsStayInTheHistoryWithoutTheCurrentOne") {
    @Override
    Object answer(Call call) {
      return List.of();
    }
  },
  SCANS_BY_SIGNED_IDS("scan", "aScanGoesThroughAllPagesByUnsignedIds") {
    @Override
    Object answer(Call call) throws Throwable {
      List<StoredMemory> page = new ArrayList<>(Fault.<StoredMemory>list(call.proceed()));
      page.sort(Comparator.comparing(stored -> stored.id().value()));
      return page;
    }
  },
  WRITES_HALF_A_BATCH("upsert", "nothingOfABatchThatConflictsIsApplied") {
    @Override
    Object answer(Call call) throws Throwable {
      Object result = new UpsertResult.Applied(List.of());
      for (StoredMemory one : Fault.<StoredMemory>list(call.arguments()[0])) {
        result = call.proceed(List.of(one));
        if (result instanceof UpsertResult.Conflicted) {
          return result;
        }
      }
      return result;
    }
  },
  CALLS_A_CONFLICT_APPLIED(
      "upsert", "whatDaemonsReportAtOnceIsOneMemoryForEachIncidentThatCountsThemAll") {
    @Override
    Object answer(Call call) throws Throwable {
      List<Long> offered =
          Fault.<StoredMemory>list(call.arguments()[0]).stream()
              .map(stored -> stored.memory().version() + 1)
              .toList();
      TimeUnit.MILLISECONDS.sleep(1); // For another writer to come between, on any machine.
      return call.proceed() instanceof UpsertResult.Applied applied
          ? applied
          : new UpsertResult.Applied(offered);
    }
  },
  DENIES_TOMBSTONES("tombstones", "tombstonesAreToldById") {
    @Override
    Object answer(Call call) {
      return List.of();
    }
  },
  HIDES_DELETIONS("changes", "aDeletionIsAChangeInThePlaceOfTheMemory") {
    @Override
    Object answer(Call call) throws Throwable {
      return Fault.<Change>list(call.proceed()).stream()
          .filter(Change.Upserted.class::isInstance)
          .toList();
    }
  },
  APPLIES_OLD_NEWS("apply", "changesMayBeAppliedInAnyOrderAndAgain") {
    @Override
    Object answer(Call call) throws Throwable {
      call.proceed(call.arguments());
      return (long) Fault.<Change>list(call.arguments()[0]).size();
    }
  },
  FILTERS_AFTER_THE_BEST("search", "aSelectiveFilterStillGivesAllThatPassIt") {
    @Override
    Object answer(Call call) throws Throwable {
      SearchRequest request = (SearchRequest) call.arguments()[0];
      SearchRequest unfiltered = changed(request, Filter.everything(), request.asOf()).build();
      return Fault.<SearchHit>list(call.proceed(unfiltered)).stream()
          .filter(hit -> request.filter().test(hit.memory()))
          .toList();
    }
  },
  FINDS_THE_EXPIRED("search", "whatHasExpiredByTheTimeOfAskingIsNotFound") {
    @Override
    Object answer(Call call) throws Throwable {
      SearchRequest request = (SearchRequest) call.arguments()[0];
      return call.proceed(changed(request, request.filter(), Instant.EPOCH).build());
    }
  },
  TURNS_TIES_ROUND("search", "equalsComeInTheOrderOfTheirUnsignedIds") {
    @Override
    Object answer(Call call) throws Throwable {
      List<SearchHit> hits = new ArrayList<>(Fault.<SearchHit>list(call.proceed()));
      Comparator<SearchHit> byId = Comparator.comparing((SearchHit hit) -> hit.memory().id());
      hits.sort(Comparator.comparingDouble(SearchHit::score).thenComparing(byId).reversed());
      return hits;
    }
  },
  LEAVES_SIMILARITY_OUT("search", "whatOnlyItsWordsFoundHasItsSimilarityTooIfItHasVectors") {
    @Override
    Object answer(Call call) throws Throwable {
      return Fault.<SearchHit>list(call.proceed()).stream()
          .map(
              hit ->
                  hit.textScore() == null
                      ? hit
                      : new SearchHit(
                          hit.memory(),
                          hit.usage(),
                          hit.score(),
                          null,
                          null,
                          hit.textScore(),
                          null))
          .toList();
    }
  },
  TAKES_THE_BEST_FOR_THE_LEAD("search", "aMemoryOfSeveralPassagesIsFoundByItsBestOneAndOnce") {
    @Override
    Object answer(Call call) throws Throwable {
      return Fault.<SearchHit>list(call.proceed()).stream()
          .map(
              hit ->
                  new SearchHit(
                      hit.memory(),
                      hit.usage(),
                      hit.score(),
                      hit.similarity(),
                      hit.similarity(),
                      hit.textScore(),
                      hit.passage()))
          .toList();
    }
  },
  FILTERS_A_HUNDRED("search", "asManyAsWereAskedForComeHoweverFewMatch") {
    @Override
    Object answer(Call call) throws Throwable {
      SearchRequest request = (SearchRequest) call.arguments()[0];
      if (request.exact() || request.topK() > 100) {
        return call.proceed();
      }
      SearchRequest hundred =
          changed(request, Filter.everything(), request.asOf()).topK(100).build();
      return Fault.<SearchHit>list(call.proceed(hundred)).stream()
          .filter(hit -> request.filter().test(hit.memory()))
          .limit(request.topK())
          .toList();
    }

    @Override
    boolean seenByRandomOperations() {
      return false; // They ask for exact answers.
    }
  },
  TAKES_UNEQUAL_FOR_PRESENT("scan", "aMissingValueEqualsNothingAndIsInNothing") {
    @Override
    Object answer(Call call) throws Throwable {
      Object[] arguments = call.arguments().clone();
      if (arguments[0] instanceof Filter.Ne<?> ne) {
        arguments[0] = Filter.and(ne, Filter.not(new Filter.IsNull(ne.field())));
      }
      return call.proceed(arguments);
    }
  },
  TAKES_AN_UNDERSCORE_FOR_ANY_LETTER("count", "aFilterOnAFieldFindsExactlyTheOneThatHoldsTheWord") {
    @Override
    Object answer(Call call) throws Throwable {
      return call.arguments()[0] instanceof Filter.Eq<?> eq
              && eq.value() instanceof String word
              && word.contains("_")
          ? (long) call.proceed() + 1
          : call.proceed();
    }

    @Override
    boolean seenByRandomOperations() {
      return false;
    }
  },
  CUTS_LONG_TITLES("upsert", "valuesOfSixtyFourKibibytesAreKeptAndToldApart") {
    @Override
    Object answer(Call call) throws Throwable {
      List<StoredMemory> cut = new ArrayList<>();
      for (StoredMemory stored : Fault.<StoredMemory>list(call.arguments()[0])) {
        String title = stored.memory().title();
        String kept = title.substring(0, Math.min(32_766, title.length()));
        cut.add(Given.changed(stored, memory -> memory.title(kept)));
      }
      return call.proceed(cut);
    }

    @Override
    boolean seenByRandomOperations() {
      return false; // Their titles are short.
    }
  },
  FORGETS_TAGS("get", "everyScriptIsKept") {
    @Override
    Object answer(Call call) throws Throwable {
      Optional<?> found = (Optional<?>) call.proceed();
      return found.map(
          stored -> Given.changed((StoredMemory) stored, memory -> memory.tags(List.of())));
    }
  },
  FORGETS_THE_SPACE("space", "theFirstVectorDecidesTheSpace") {
    @Override
    Object answer(Call call) {
      return Optional.empty();
    }
  },
  LOSES_ALL_BY_CLOSING("close", "everythingIsThereAfterReopening") {
    @Override
    Object answer(Call call) throws Throwable {
      return call.proceed();
    }

    @Override
    boolean outlivesClosing() {
      return false;
    }
  },
  DELETES_NOTHING("delete", "aTenantThatDeletesEverythingDeletesItsOwn") {
    @Override
    Object answer(Call call) {
      return 1L;
    }
  },
  SWAPS_WHAT_WAS_ASKED_FOR("getAll", "severalMemoriesComeInTheOrderAskedFor") {
    @Override
    Object answer(Call call) throws Throwable {
      List<StoredMemory> all = new ArrayList<>(Fault.<StoredMemory>list(call.proceed()));
      all.sort(Comparator.comparing(StoredMemory::id, MemoryId::compareTo));
      return all;
    }
  };

  /** A call of a store, reader or writer, on its way to a store that makes no mistakes. */
  interface Call {
    Object[] arguments();

    Object proceed(Object... arguments) throws Throwable;

    default Object proceed() throws Throwable {
      return proceed(arguments());
    }
  }

  final String method;
  final String noticedBy;

  Fault(String method, String noticedBy) {
    this.method = method;
    this.noticedBy = noticedBy;
  }

  abstract Object answer(Call call) throws Throwable;

  /** Whether what was written is there when the store is opened again. */
  boolean outlivesClosing() {
    return true;
  }

  /** Whether random operations are such as to show it. */
  boolean seenByRandomOperations() {
    return true;
  }

  @SuppressWarnings("unchecked")
  private static <T> List<T> list(Object value) {
    return (List<T>) value;
  }

  @SuppressWarnings("unchecked")
  private static <K, V> Map<K, V> map(Object value) {
    return (Map<K, V>) value;
  }

  private static SearchRequest.Builder changed(SearchRequest request, Filter filter, Instant asOf) {
    SearchRequest.Builder builder =
        switch (request.mode()) {
          case TEXT -> SearchRequest.text(request.text(), asOf);
          case VECTOR ->
              SearchRequest.vector(
                  request.embedding().orElseThrow(), request.space().orElseThrow(), asOf);
          case HYBRID ->
              SearchRequest.hybrid(
                  request.embedding().orElseThrow(),
                  request.space().orElseThrow(),
                  request.text(),
                  asOf);
        };
    return builder
        .filter(filter)
        .topK(request.topK())
        .minScore(request.minScore())
        .exact(request.exact());
  }
}

package io.runbookmemory.examples.daemon.api.review;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.daemon.api.route.Backend;
import io.runbookmemory.examples.daemon.api.route.Call;
import io.runbookmemory.examples.daemon.api.route.Operation;
import io.runbookmemory.examples.daemon.api.route.Page;
import io.runbookmemory.examples.daemon.api.route.Parameter;
import io.runbookmemory.examples.daemon.api.route.Parameter.Kind;
import io.runbookmemory.examples.daemon.api.route.Route;
import io.runbookmemory.examples.daemon.http.Reply;
import io.runbookmemory.examples.draft.DraftView;
import io.runbookmemory.examples.draft.EditedDraft;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.learn.draft.Decision;
import io.runbookmemory.learn.draft.DraftOwners;
import io.runbookmemory.learn.draft.DraftReview;
import io.runbookmemory.learn.draft.DraftText;
import io.runbookmemory.learn.draft.Proposal;
import io.runbookmemory.learn.draft.Word;
import io.runbookmemory.memory.Memory;
import java.util.List;
import java.util.Optional;

/** Drafts, and an owner's word on them. */
public record DraftRoutes(Backend backend) {

  private static final Parameter ID = Parameter.path("id", Kind.ID, "The draft.");

  /** Returns the operations. */
  public List<Operation> operations() {
    return List.of(
        new Operation(
            Route.get("/drafts", "listDrafts", "List what waits, and for whom.", "DraftPage")
                .with(Page.and(Parameter.query("owner", Kind.TEXT, "What waits for one owner."))),
            backend,
            this::list),
        new Operation(
            Route.get(
                    "/drafts/{id}",
                    "getDraft",
                    "Return a draft, its text and what it changes.",
                    "Draft")
                .with(ID),
            backend,
            this::get),
        new Operation(
            Route.post("/drafts/{id}/approval", "approveDraft", "Have it recalled from now on.")
                .with(ID)
                .of("Reason", "Decided"),
            backend,
            this::approve),
        new Operation(
            Route.post("/drafts/{id}/edit", "editDraft", "Change its text; it waits on.")
                .with(ID)
                .of("DraftEdit", "Draft"),
            backend,
            this::edit),
        new Operation(
            Route.post("/drafts/{id}/rejection", "rejectDraft", "Have it not proposed again.")
                .with(ID)
                .of("Rejection", "Decided"),
            backend,
            this::reject));
  }

  private DraftReview review() {
    return backend.memory().drafts().review();
  }

  private DraftOwners owners() {
    return new DraftOwners(backend.memory().memories(), backend.responder().get().left());
  }

  private static Word word(Call call) {
    return new Word(call.by(), call.field("reason"), call.now());
  }

  private static Reply decidedMeanwhile() {
    return Reply.problem(409, "Conflict", "somebody else wrote or decided on it just now");
  }

  private Reply list(Call call) {
    DraftOwners owners = owners();
    String owner = call.text("owner");
    List<Proposal> waiting =
        review().list().stream()
            .filter(one -> owner == null || owners.of(one).contains(owner))
            .toList();
    return Page.of(
        waiting, call, one -> one.draft().id(), one -> DraftView.json(one, owners.of(one)));
  }

  private Reply get(Call call) {
    return review().get(call.id()).map(this::shown).orElseGet(() -> Operation.missing("draft"));
  }

  private Reply shown(Proposal proposal) {
    ObjectNode node = DraftView.whole(proposal, owners().of(proposal));
    return Reply.json(200, node.put("text", DraftText.of(proposal.draft())));
  }

  private Reply approve(Call call) {
    if (review().get(call.id()).isEmpty()) {
      return Operation.missing("draft");
    }
    Optional<Decision> decision = review().approve(call.id(), word(call));
    if (decision.isEmpty()) {
      return decidedMeanwhile();
    }
    return switch (decision.get()) {
      case Decision.Approved done -> decided("approved", done.memory().id().toString());
      case Decision.MadeAnew anew ->
          Reply.problem(
              409,
              "Conflict",
              "what it changes was changed meanwhile: it was made anew, look at it again");
      case Decision.Refused refused -> Reply.problem(422, "Refused", refused.reason());
    };
  }

  private static Reply decided(String how, String id) {
    return Reply.json(200, Output.object().put("result", how).put("id", id));
  }

  private Reply edit(Call call) {
    Optional<Proposal> waiting = review().get(call.id());
    if (waiting.isEmpty()) {
      return Operation.missing("draft");
    }
    Memory draft = waiting.get().draft();
    EditedDraft text = EditedDraft.ofText(call.given("text"));
    Memory edited;
    try {
      edited = text.read(draft);
    } finally {
      text.delete();
    }
    return review()
        .edit(call.id(), edited, word(call))
        .map(this::shown)
        .orElseGet(DraftRoutes::decidedMeanwhile);
  }

  private Reply reject(Call call) {
    if (review().get(call.id()).isEmpty()) {
      return Operation.missing("draft");
    }
    return review().reject(call.id(), word(call))
        ? decided("rejected", call.id().toString())
        : decidedMeanwhile();
  }
}

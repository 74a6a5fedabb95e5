package io.runbookmemory.examples.draft;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.runbookmemory.examples.incident.Drafting;
import io.runbookmemory.examples.incident.LocalTimes;
import io.runbookmemory.examples.incident.ShortIds;
import io.runbookmemory.examples.view.DataOutput;
import io.runbookmemory.examples.view.ExitStatus;
import io.runbookmemory.examples.view.Output;
import io.runbookmemory.learn.draft.Decision;
import io.runbookmemory.learn.draft.DraftOwners;
import io.runbookmemory.learn.draft.Proposal;
import io.runbookmemory.learn.draft.Rejection;
import io.runbookmemory.memory.Memory;
import io.runbookmemory.memory.json.MemoryJson;
import java.util.List;
import java.util.Locale;

/** Drafts, for people and for programs. */
public final class DraftView {

  private final DataOutput output;

  DraftView(DataOutput output) {
    this.output = output;
  }

  void list(List<Proposal> proposals, DraftOwners owners) {
    if (output.json()) {
      ArrayNode array = Output.array();
      proposals.forEach(one -> array.add(json(one, owners.of(one))));
      output.print(array);
      return;
    }
    ShortIds ids = ShortIds.of(proposals.stream().map(one -> one.draft().id()).toList());
    for (Proposal one : proposals) {
      String stale = one.isStale() ? ", which changed meanwhile" : "";
      output.line(
          String.format(
              Locale.ROOT,
              "%s  %s  %s%s",
              ids.shown(one.draft().id()),
              LocalTimes.minute(one.draft().times().updatedAt()),
              Drafting.what(one.draft()),
              stale));
      output.line("  waits for " + names(owners.of(one)));
    }
    if (proposals.isEmpty()) {
      output.line("no drafts wait");
    }
  }

  void show(Proposal proposal, DraftOwners owners) {
    if (output.json()) {
      output.print(whole(proposal, owners.of(proposal)));
      return;
    }
    Memory draft = proposal.draft();
    output.line(Drafting.what(draft));
    output.line("  id         " + draft.id());
    proposal.incident().ifPresent(id -> output.line("  incident   " + id));
    output.line("  waits for  " + names(owners.of(proposal)));
    if (proposal.isStale()) {
      output.line("  the runbook changed meanwhile: approving makes this anew first");
    }
    output.line("");
    output.line(proposal.diff().stripTrailing());
    output.line("");
    output.line("arm drafts approve|edit|reject " + draft.id());
  }

  void edited(Proposal proposal) {
    if (output.json()) {
      output.print(
          Output.object().put("id", proposal.draft().id().toString()).put("diff", proposal.diff()));
      return;
    }
    output.line("edited: " + Drafting.what(proposal.draft()));
    output.line(proposal.diff().stripTrailing());
  }

  int decided(Decision decision) {
    return switch (decision) {
      case Decision.Approved done -> {
        String id = done.memory().id().toString();
        if (output.json()) {
          output.print(Output.object().put("result", "approved").put("id", id));
        } else {
          output.line("approved: recalled from now on as " + id);
        }
        yield ExitStatus.OK;
      }
      case Decision.MadeAnew anew -> {
        output.complain("arm: the runbook changed meanwhile; look at it and approve again");
        String id = anew.proposal().draft().id().toString();
        String diff = anew.proposal().diff();
        if (output.json()) {
          output.print(Output.object().put("result", "made anew").put("id", id).put("diff", diff));
        } else {
          output.line(diff.stripTrailing());
        }
        yield ExitStatus.NEGATIVE;
      }
      case Decision.Refused refused -> {
        output.complain("arm: " + refused.reason());
        yield ExitStatus.NEGATIVE;
      }
    };
  }

  void rejected(Proposal proposal, boolean done) {
    if (output.json()) {
      output.print(
          Output.object().put("id", proposal.draft().id().toString()).put("rejected", done));
    } else if (done) {
      output.line("rejected, and not proposed again: " + Drafting.what(proposal.draft()));
    } else {
      output.complain("arm: somebody else decided on it just now");
    }
  }

  void rejections(List<Rejection> rejections) {
    ArrayNode array = Output.array();
    for (Rejection one : rejections) {
      String reason = one.word().reason() == null ? "nobody said why" : one.word().reason();
      if (output.json()) {
        ObjectNode node = array.addObject().put("id", one.draft().toString());
        node.put("kind", one.kind()).put("title", one.title()).put("by", one.word().by());
        node.put("at", one.word().at().toString()).put("reason", reason);
      } else {
        output.line(
            LocalTimes.minute(one.word().at()) + "  " + one.kind() + " \"" + one.title() + "\"");
        output.line("  " + one.word().by() + ": " + reason);
      }
    }
    if (output.json()) {
      output.print(array);
    } else if (rejections.isEmpty()) {
      output.line("nothing was rejected");
    }
  }

  private static String names(List<String> owners) {
    return owners.isEmpty() ? "nobody in particular" : String.join(", ", owners);
  }

  public static ObjectNode whole(Proposal proposal, List<String> owners) {
    ObjectNode node = json(proposal, owners);
    node.put("diff", proposal.diff());
    node.set("memory", Output.parse(MemoryJson.write(proposal.draft())));
    return node;
  }

  public static ObjectNode json(Proposal proposal, List<String> owners) {
    Memory draft = proposal.draft();
    ObjectNode node = Output.object().put("id", draft.id().toString());
    node.put("kind", draft.content().kind()).put("title", draft.title());
    node.put("update", proposal.isUpdate()).put("stale", proposal.isStale());
    proposal.incident().ifPresent(id -> node.put("incident", id.toString()));
    ArrayNode names = node.putArray("owners");
    owners.forEach(names::add);
    return node;
  }
}

/**
 * ARM's core: remembered values, store SPIs, burn rate, and the remember, recall, plan and learn
 * pipelines. No network, no LLM, no native code.
 */
@org.jspecify.annotations.NullMarked
module io.runbookmemory.core {
  requires com.fasterxml.jackson.databind;
  requires com.networknt.schema;
  requires org.slf4j;
  requires static transitive org.jspecify;

  exports io.runbookmemory;
  exports io.runbookmemory.alert;
  exports io.runbookmemory.embedding;
  exports io.runbookmemory.error;
  exports io.runbookmemory.guard;
  exports io.runbookmemory.guard.access;
  exports io.runbookmemory.guard.approval;
  exports io.runbookmemory.guard.audit;
  exports io.runbookmemory.guard.key;
  exports io.runbookmemory.guard.redact;
  exports io.runbookmemory.guard.redact.replace;
  exports io.runbookmemory.journal;
  exports io.runbookmemory.journal.alerts;
  exports io.runbookmemory.journal.deploy;
  exports io.runbookmemory.journal.postmortem;
  exports io.runbookmemory.journal.report;
  exports io.runbookmemory.learn;
  exports io.runbookmemory.learn.analysis;
  exports io.runbookmemory.learn.analysis.pattern;
  exports io.runbookmemory.learn.analysis.prediction;
  exports io.runbookmemory.learn.analysis.resource;
  exports io.runbookmemory.learn.analysis.signal;
  exports io.runbookmemory.learn.analysis.signature;
  exports io.runbookmemory.learn.draft;
  exports io.runbookmemory.learn.merge;
  exports io.runbookmemory.learn.upkeep;
  exports io.runbookmemory.learn.upkeep.audit;
  exports io.runbookmemory.memory;
  exports io.runbookmemory.memory.content;
  exports io.runbookmemory.memory.graph;
  exports io.runbookmemory.memory.json;
  exports io.runbookmemory.memory.usage;
  exports io.runbookmemory.metric;
  exports io.runbookmemory.oncall;
  exports io.runbookmemory.oncall.command;
  exports io.runbookmemory.oncall.noise;
  exports io.runbookmemory.oncall.page;
  exports io.runbookmemory.oncall.playbook;
  exports io.runbookmemory.oncall.playbook.journal;
  exports io.runbookmemory.oncall.run;
  exports io.runbookmemory.oncall.tool;
  exports io.runbookmemory.recall;
  exports io.runbookmemory.recall.context;
  exports io.runbookmemory.recall.receipt;
  exports io.runbookmemory.recall.via;
  exports io.runbookmemory.remember;
  exports io.runbookmemory.remember.capture;
  exports io.runbookmemory.remember.consolidate;
  exports io.runbookmemory.replay;
  exports io.runbookmemory.replay.backtest;
  exports io.runbookmemory.replay.compare;
  exports io.runbookmemory.replay.engine;
  exports io.runbookmemory.replay.incident;
  exports io.runbookmemory.replay.measure;
  exports io.runbookmemory.replay.page;
  exports io.runbookmemory.replay.record;
  exports io.runbookmemory.replay.storm;
  exports io.runbookmemory.salience;
  exports io.runbookmemory.slo;
  exports io.runbookmemory.slo.budget;
  exports io.runbookmemory.slo.rules;
  exports io.runbookmemory.store;
  exports io.runbookmemory.store.audit;
  exports io.runbookmemory.store.artifact;
  exports io.runbookmemory.store.exact;
  exports io.runbookmemory.store.graph;
  exports io.runbookmemory.store.json;
  exports io.runbookmemory.store.lease;
  exports io.runbookmemory.store.ledger;
  exports io.runbookmemory.store.ranking;
  exports io.runbookmemory.store.replica;
  exports io.runbookmemory.text;
  exports io.runbookmemory.text.remark;
  exports io.runbookmemory.tool;
  exports io.runbookmemory.tool.record;
}

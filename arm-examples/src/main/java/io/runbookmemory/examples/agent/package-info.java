/**
 * ARM's tools as those of agent frameworks: {@link
 * io.runbookmemory.examples.agent.LangChain4jTools} and {@link
 * io.runbookmemory.examples.agent.SpringAiTools}. Each is one file, to be copied into a service
 * that has the framework; ARM ships none.
 */
package io.runbookmemory.examples.agent;

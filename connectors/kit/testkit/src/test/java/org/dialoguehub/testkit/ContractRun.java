package org.dialoguehub.testkit;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** One run of a test class, and what came of it. */
final class ContractRun implements TestExecutionListener {
    private final Set<String> red = new TreeSet<>();
    private final Set<String> green = new TreeSet<>();
    private final Set<String> passedOver = new TreeSet<>();

    private ContractRun() {}

    static ContractRun of(Class<?> test, Map<String, String> configuration) {
        var run = new ContractRun();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(DiscoverySelectors.selectClass(test))
                .configurationParameters(configuration)
                .build();
        LauncherFactory.create().execute(request, run);
        return run;
    }

    Set<String> red() {
        return red;
    }

    Set<String> green() {
        return green;
    }

    Set<String> passedOver() {
        return passedOver;
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest() || result.getStatus() == Status.FAILED) {
            String name = test.getSource()
                    .map(source -> source instanceof MethodSource method ? method.getMethodName() : source.toString())
                    .orElse(test.getDisplayName());
            switch (result.getStatus()) {
                case SUCCESSFUL -> green.add(name);
                case ABORTED -> passedOver.add(name);
                case FAILED -> red.add(name);
            }
        }
    }
}

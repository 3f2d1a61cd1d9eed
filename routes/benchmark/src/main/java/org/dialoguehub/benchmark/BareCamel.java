package org.dialoguehub.benchmark;

import io.javalin.Javalin;
import org.apache.camel.main.BaseMainSupport;
import org.apache.camel.main.Main;
import org.apache.camel.main.MainListenerSupport;

/** The least that a server on Camel can be, as a program: camel-main with one route, and one page on the server library of the hub. */
final class BareCamel {
    private BareCamel() {}

    public static void main(String[] arguments) throws Exception {
        var camel = new Main();
        camel.configure().addLambdaRouteBuilder(routes -> routes.from("direct:in").routeId("bare").process(exchange -> {}));
        camel.addMainListener(new MainListenerSupport() {
            @Override
            public void afterStart(BaseMainSupport main) {
                System.out.println("bare: ready on http://127.0.0.1:" + web().port());
            }
        });
        camel.run();
    }

    private static Javalin web() {
        return Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.showOldJavalinVersionWarning = false;
            config.startup.startupWatcherEnabled = false;
            config.concurrency.useVirtualThreads = true;
            config.jetty.host = "127.0.0.1";
            config.jetty.port = 0;
            config.routes.get("/", context -> context.result("here"));
        })
                .start();
    }
}

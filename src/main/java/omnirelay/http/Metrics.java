package omnirelay.http;

import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What is measured: Java, Vert.x and its pools, and whatever other parts register. */
public final class Metrics implements AutoCloseable {
    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbageCollection = new JvmGcMetrics();

    public Metrics() {
        registry.config().meterFilter(MeterFilter.replaceTagValues("route", Metrics::first));
        garbageCollection.bindTo(registry);
        new ClassLoaderMetrics().bindTo(registry);
        new JvmInfoMetrics().bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Where other parts register what they count. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** A Vert.x that is measured. */
    public VertxBuilder vertx(VertxOptions options) {
        MicrometerMetricsOptions measured = new MicrometerMetricsOptions()
                .setEnabled(true)
                // Vert.x keeps registries by name for the whole process; by another's name it would take another's.
                .setRegistryName(UUID.randomUUID().toString())
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
                // Several clients without a name of their own would count as one.
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                // Paths are whatever callers send, so only the route that took them is a label.
                .setLabels(EnumSet.of(Label.LOCAL, Label.POOL_TYPE, Label.POOL_NAME, Label.HTTP_CODE, Label.HTTP_ROUTE))
                .setServerRequestTagsProvider(request -> List.of(method(request)));
        return Vertx.builder()
                .with(options.setMetricsOptions(measured))
                .withMetrics(new MicrometerMetricsFactory(registry));
    }

    /** Vert.x chains all routes that saw a request; the first is the one that took it, the rest saw it fail. */
    private static String first(String routes) {
        int end = routes.indexOf('>');
        return end < 0 ? routes : routes.substring(0, end);
    }

    /** Callers can make up methods too. */
    private static Tag method(HttpRequest request) {
        return Tag.of(
                "method", METHODS.contains(request.method()) ? request.method().name() : "other");
    }

    @Override
    public void close() {
        garbageCollection.close();
        registry.close();
    }
}

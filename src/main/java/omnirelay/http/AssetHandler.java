package omnirelay.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * Serves files that ship in the jar, and only those: a folder of the same name in the working directory counts for
 * nothing. Takes every method, so that it can tell a file that is only read from a path where there is none; passes on
 * where there is none.
 */
public final class AssetHandler implements Handler<RoutingContext> {
    /** For files that change under the same name: kept, but asked about every time. */
    private static final String REVALIDATE = "no-cache";
    /** For files whose path holds their version. */
    private static final String FOREVER = "public, max-age=31536000, immutable";

    private final UnaryOperator<String> resourceOf;
    private final String caching;
    private final Map<String, Asset> read = new ConcurrentHashMap<>();

    private AssetHandler(UnaryOperator<String> resourceOf, String caching) {
        this.resourceOf = resourceOf;
        this.caching = caching;
    }

    /** One file, whatever the path. */
    public static AssetHandler file(String resource) {
        return new AssetHandler(path -> resource, REVALIDATE);
    }

    /** The files of a folder, by their path from the server's root. */
    public static AssetHandler folder(String folder) {
        return new AssetHandler(path -> folder + path, REVALIDATE);
    }

    /** The scripts of all WebJars, under {@code /webjars/<name>/<version>/}. */
    public static AssetHandler webJars() {
        return new AssetHandler(path -> "META-INF/resources" + path, FOREVER);
    }

    @Override
    public void handle(RoutingContext ctx) {
        find(ctx, resourceOf.apply(ctx.normalizedPath()))
                .onSuccess(found -> found.ifPresentOrElse(asset -> answer(ctx, asset), ctx::next))
                .onFailure(ctx::fail);
    }

    private Future<Optional<Asset>> find(RoutingContext ctx, String resource) {
        Asset known = read.get(resource);
        if (known != null || !Asset.isName(resource)) {
            return Future.succeededFuture(Optional.ofNullable(known));
        }
        return ctx.vertx()
                .executeBlocking(() -> Asset.read(resource), false)
                .onSuccess(found -> found.ifPresent(asset -> read.put(resource, asset)));
    }

    private void answer(RoutingContext ctx, Asset asset) {
        HttpMethod method = ctx.request().method();
        Asset.Form form = takesPacked(ctx) ? asset.packed() : asset.plain();
        if (method.equals(HttpMethod.GET)) {
            describe(ctx, asset, form);
            end(ctx, ctx.isFresh() ? ctx.response().setStatusCode(304).end() : ctx.end(form.bytes()));
        } else if (method.equals(HttpMethod.HEAD)) {
            describe(ctx, asset, form);
            ctx.response()
                    .putHeader(
                            HttpHeaders.CONTENT_LENGTH,
                            Integer.toString(form.bytes().length()));
            end(ctx, ctx.response().end());
        } else {
            ctx.response().putHeader(HttpHeaders.ALLOW, "GET, HEAD");
            ctx.fail(405);
        }
    }

    private static boolean takesPacked(RoutingContext ctx) {
        return ctx.parsedHeaders().acceptEncoding().stream()
                .anyMatch(encoding -> encoding.value().equalsIgnoreCase("gzip") && encoding.weight() > 0);
    }

    private void describe(RoutingContext ctx, Asset asset, Asset.Form form) {
        ctx.etag(form.etag());
        ctx.response()
                .putHeader(HttpHeaders.CACHE_CONTROL, caching)
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.contentType())
                .putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (form.equals(asset.packed())) {
            ctx.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
    }

    private static void end(RoutingContext ctx, Future<Void> sent) {
        sent.onFailure(ctx::fail);
    }
}

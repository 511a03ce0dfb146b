// Copyright (c) the metricsgen project authors
// SPDX-License-Identifier: Apache-2.0

import SpecChecks
import SpecDiagnostics
import SpecFiles
import SpecHistory
import SpecModel
import SpecOrigins
import SpecPipeline

/// The catalogue of the last release, which a spec names under `lifecycle: {released: FILE}`.
enum ReleasedCatalogue {
    /// What is wrong with the file, and where the spec breaks what it promises.
    ///
    /// - Parameter isComparing: false for a build, which only needs the file to be what it should be.
    static func findings(
        in spec: ResolvedSpec, of root: RootSpec, _ sources: any SourceProvider, isComparing: Bool
    ) -> [Finding] {
        guard let place = spec.released else {
            return isComparing ? StableMetrics.findingsWithoutCatalogue(in: spec) : []
        }
        let released: Catalogue
        do { released = try read(place.value, for: spec.product, of: root, sources) } catch {
            return [UnusableReleasedCatalogue.finding(place, error)]
        }
        // A metric that is left out of the model because of an error isn't gone.
        guard isComparing, !spec.isFaulty else { return [] }
        return StableMetrics.findings(in: spec, since: released, at: place.span)
    }

    private static func read(
        _ path: String, for product: Product, of root: RootSpec, _ sources: any SourceProvider
    ) throws(UnusableReleasedCatalogue.Reason) -> Catalogue {
        let package = root.packageDirectory
        let bytes: [UInt8]
        do throws(FileError) {
            guard let path = PackagePath(path) else { throw FileError(path, leadsOutOf: package) }
            bytes = try sources.readAll(.inside(package, path), limit: Catalogue.sizeLimit)
        } catch {
            switch error.kind {
            case .missing: throw .missing(package)
            case .leadsOutside: throw .unreadable("a link leads out of the package")
            case .tooLarge: throw .tooLarge(limit: Catalogue.sizeLimit)
            case .other: throw .unreadable(error.reason)
            }
        }
        let catalogue: Catalogue
        do { catalogue = try Catalogue(parsing: bytes) } catch { throw .notACatalogue(error) }
        guard catalogue.product == product.name else {
            throw .otherProduct(catalogue.product, ours: product.name)
        }
        let version = product.version
        guard version.isUnversioned || product.granularity.release(of: catalogue.version) <= product.release else {
            throw .later(catalogue.version.description, ours: version.description)
        }
        return catalogue
    }
}

import Foundation
package import Low
import struct Other.Value

#if canImport(Musl)
    @testable import the_tool
#endif

package enum High {}

/// A program in another language.
package let program = #"""
    import argparse
    """#

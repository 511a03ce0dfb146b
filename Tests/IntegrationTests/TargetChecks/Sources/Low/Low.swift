import Synchronization

package enum Low {}

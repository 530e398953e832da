import type { ReactNode } from 'react';
import { formatCount } from '../../stage/format.ts';
import styles from './ShareDialog.module.css';
import { isOwnMachine, LONG_ADDRESS } from './share-settings.ts';

/** What is to be known of an address before it is handed on, if anything. */
export function AddressRemark({ address }: { readonly address: string }): ReactNode {
  const { hostname, host } = location;
  if (isOwnMachine(hostname)) {
    return (
      <p className={styles.warning}>
        This page is served by your own machine: others cannot open {host}. Put it on a web host first.
      </p>
    );
  }
  if (address.length > LONG_ADDRESS) {
    return (
      <p className={styles.warning}>
        The address has {formatCount(address.length)} characters. Some chats and mail programs cut such
        addresses.
      </p>
    );
  }
  return null;
}

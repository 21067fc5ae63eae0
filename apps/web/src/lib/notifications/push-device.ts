import type { NewPushDevice } from '@app/contract';

export type PushState = 'unsupported' | 'denied' | 'failed' | 'added' | 'possible';

/** How long a service worker may take to be there. */
const READY_MS = 10_000;

/** Whether this browser can be added, or has been. Call it in the browser only. */
export async function pushState(): Promise<PushState> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return 'unsupported';
  if (Notification.permission === 'denied') return 'denied';
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager.getSubscription();
  return subscription ? 'added' : 'possible';
}

/** Asks the browser, and tells the server where it takes messages. */
export async function addThisBrowser(serverKey: string): Promise<PushState> {
  if ((await Notification.requestPermission()) !== 'granted') return 'denied';
  try {
    const registration = await within(navigator.serviceWorker.ready);
    const subscription = await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: serverKey,
    });
    const { endpoint, keys } = subscription.toJSON() as Pick<NewPushDevice, 'endpoint' | 'keys'>;
    const response = await fetch('/api/v1/push-devices', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ endpoint, keys, device: deviceName() } satisfies NewPushDevice),
    });
    if (response.ok) return 'added';
    await subscription.unsubscribe();
    return 'failed';
  } catch {
    return 'failed';
  }
}

/** "Firefox, Linux": enough to tell one's own devices apart. */
function deviceName(): string {
  const { userAgent } = navigator;
  const browser = [
    ['Edg/', 'Edge'],
    ['OPR/', 'Opera'],
    ['Firefox/', 'Firefox'],
    ['Chrome/', 'Chrome'],
    ['Safari/', 'Safari'],
  ].find(([mark]) => userAgent.includes(mark!))?.[1];
  const system = [
    ['Android', 'Android'],
    ['iPhone', 'iPhone'],
    ['iPad', 'iPad'],
    ['Windows', 'Windows'],
    ['Mac OS', 'Mac'],
    ['Linux', 'Linux'],
  ].find(([mark]) => userAgent.includes(mark!))?.[1];
  return [browser, system].filter(Boolean).join(', ') || 'Browser';
}

function within<Value>(promise: Promise<Value>): Promise<Value> {
  const late = new Promise<never>((_, reject) => {
    setTimeout(() => reject(new Error('no service worker')), READY_MS);
  });
  return Promise.race([promise, late]);
}

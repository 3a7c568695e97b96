import { exactTime, exactTimeWithZone, relativeTime } from '@/lib/time';

interface TimeProps {
  iso: string;
  exact?: boolean;
}

/** A moment in the person's zone: "3 min ago" with the exact time as its title, or exact at once. */
export function Time({ iso, exact = false }: TimeProps) {
  return (
    <time dateTime={iso} title={exactTimeWithZone(iso)}>
      {exact ? exactTime(iso) : relativeTime(iso)}
    </time>
  );
}
